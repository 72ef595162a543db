"""Words that decide what a capitalised phrase names: a body, a document, an office, a place, or nothing in particular.

Lower-case entries are compared without case; the rest as written. They are kinds of word, not names of bodies.
"""

from __future__ import annotations


def word_set(table: str) -> frozenset[str]:
    """The words of a table, whatever its lines."""
    return frozenset(table.split())


# The last word of a body's name ("Post Office Remediation Unit"), or the first ("University of Leicester").
BODY_WORDS = word_set(
    """
    Borough Establishment Academy Agency Alliance Army Assembly Association Associates Authority Bank Board Branch
    Brigade Broadcasting Bureau Cabinet Campaign Center Centre Chamber Chambers Charity Church Club Coalition
    Collective College Command Commission Committee Commons Communications Company Confederation Congress Consortium
    Constabulary Corp Corporation Council Court Department Directorate Division Embassy Executive Establishment
    Federation Force Forces Forum Foundation Fund Group Headquarters Holdings Hospital Household Inc Industries
    Inspectorate Institute Institution International Investments Laboratory League LLP Limited Lords Ltd Magazine
    Media Ministry Mission Museum Network Networks News Newspaper Newspapers Office Ombudsman Organisation
    Organization PLC Panel Parliament Partnership Partners Party Plc Police Press Productions Publications
    Publishing Regiment Registry School Secretariat Senate Service Services Society Solicitors Squad Squadron Staff
    Studios Synod Systems Taskforce Technologies Television Treasury Tribunal Trust Trustees Union Unit University
    Workforce plc GmbH SAS SARL LLC Infirmary Hospice Hospitals Congregation Laboratories
    """
)
# These end a body's name only after another word that is capitalised and not an office or a plain adjective.
WEAK_BODY_WORDS = word_set(
    """
    Branch Campaign Executive Force Forces Fund Mission Press Staff Command Communications Party Systems News Police
    International Media Chamber Workforce Congress Household Division Union Broadcasting Television Group
    """
)
NEWSPAPER_WORDS = word_set(
    """
    Chronicle Echo Express Gazette Guardian Herald Independent Journal Mail Mirror Observer Post Review Standard
    Star Sun Telegraph Times Tribune Weekly World People Argus Courier
    """
)
# Of these, the words that make a newspaper of a town's name: "the Hollin Gazette".
PAPER_NAMES = word_set(
    """
    Advertiser Argus Chronicle Courier Echo Examiner Express Gazette Guardian Herald Independent Journal Mail Mercury
    Mirror Observer Post Standard Star Sun Telegraph Times Tribune
    """
)
NEWSPAPER_FIRST = word_set(
    """
    Daily Sunday Evening Morning Financial Weekly Irish Scottish Western Northern Yorkshire Washington Boston Sydney
    """
)
# What may follow a body's first word: "of Leicester", "for Business, Energy and Industrial Strategy".
LEADING_BODY_WORDS = word_set(
    """
    Borough Academy Agency Alliance Association Bank Board Bureau Campaign Center Centre Chamber Church College
    Commission Committee Confederation Congress Council Court Department Diocese Archdiocese Directorate Faculty
    Federation Foundation Fund Guild Headquarters House Institute Institution Inspectorate League Library Ministry
    Congregation Sisters Daughters
    Museum News Office Organisation Organization School Secretariat Service Services Society Trust Union Unit
    University
    """
)

# A capitalised phrase that ends so is a document, a rule, a plan or an event, and so is a body's name in front of it.
DOCUMENT_WORDS = word_set(
    """
    Account Act Agenda Agreement Agreements Annex Annexes Appeal Appeals Appendix Article Articles Assessment
    Assessments Award Bill Book Box Brief Briefing Bulletin Campaign Case Cases Chapter Charter Circular Code Codes
    Conclusions Concordat Convention Convictions Decision Declaration Deed Directive Dossier Draft Editorial Event
    Evidence Figure Files Form Framework Guidance Guide Guidelines Handbook Hearing Hearings Initiative Inquiries
    Inquiry Instruction Instructions Investigation Issues Judgement Judgements Judgment Judgments Law Letter
    Litigation List Manual Map Memorandum Minutes Model Module Motion Note Notes Notice Objectives Offer Offers
    Operation Options Order Paper Papers Part Phase Plan Plans Policies Policy Principles Procedure Procedures
    Proceedings Process Programme Programmes Project Proposals Protocol Questionnaire Record Recommendation
    Recommendations Redress Reform Regulations Report Reports Resolution Resolutions Review Reviews Rule Rules
    Scheme Schemes Section Speech Standards Statement Statements Strategy Study Submission Submissions Summary
    Summit System Terms Test Transcript Transcripts Treaties Treaty Trial Update Version Volume Warrant Website War
    Zone Zones Awards Affair Debate Day Week Computer Database Device Devices Disclosure Disclosures Equipment
    Estimate Marks Missiles Uranium Vehicle Vehicles
    """
)

# Words of an office or a role: a phrase that ends so is nobody's name, a phrase after a name that has one is a role.
ROLE_WORDS = word_set(
    """
    accountant administrator advisor adviser ambassador analyst archbishop assessor assistant attorney auditor
    author barrister bishop broadcaster builder campaigner captain chair chairman chairperson chairwoman chancellor
    chaplain chief clerk co-founder co-ordinator coach colonel columnist commandant commander commissioner
    consultant consul controller coordinator coroner correspondent councillor counsel custodian deputy detective
    developer director doctor editor employee engineer envoy executive expert founder general governor head
    headmaster headteacher historian inspector instructor investigator journalist judge justice lawyer lead leader
    lecturer liaison lieutenant lobbyist major manager marshal member minister monitor nurse officer official
    operator organiser owner partner physician pilot policeman politician postmaster postmistress practitioner
    president priest principal producer professor programmer proprietor prosecutor psychiatrist psychologist
    publisher rector registrar reporter representative researcher scientist secretary senator sergeant sheriff
    solicitor speaker specialist spokesman spokesperson spokeswoman subpostmaster sub-postmaster superintendent
    supervisor surgeon surveyor teacher technician treasurer trustee tutor warden worker writer whip provost vicar
    chaplain sponsor
    """
)
PLURAL_ROLES = frozenset(word + "s" for word in ROLE_WORDS) | {"secretaries", "staff", "counsel", "chiefs"}

# A sentence or a phrase may begin so; no name does.
FUNCTION_WORDS = word_set(
    """
    A About Above According Accordingly Additionally Across Addressing After Again Against All Also Although Among
    Amongst An And Another Any Are Around As Aside Asked At Because Before Below Besides Between Beyond Both But By
    Can Clearly Could Concerning Despite Did Do Does Due During Each Earlier Either Even Every Few Finally First
    Following For From Further Furthermore Given Had Has Have Having He Hence Her Here His How However I If In
    Indeed Initially Instead Into Is It Its Just Last Later Latterly Like Many May Meanwhile Might More Moreover
    Most Much Must My Nearly Neither Nevertheless Next No None Nonetheless Nor Not Nothing Notwithstanding Now Of
    Off Often On Once One Only Or Other Others Our Out Over Per Perhaps Prior Put Quite Rather Regarding Responding
    Said Second See Separately Several Shall She Should Since So Some Still Such Than That The Their Them Then There
    Thereafter Therefore These They Third This Those Though Through Throughout Thus To Together Too Towards Two
    Three Four Five Six Seven Eight Nine Ten Under Unfortunately Unless Unlike Until Up Upon Us Very Via Was We Were
    What Whatever When Whenever Where Whereas Whether Which While Whilst Who Whom Whose Why Will I'm I've I'd I'll
    It's That's There's We're We've You're They're Don't Didn't He's She's What's Can't With Within Without Would
    Yes Yet You Your Q A Commenting Describing Discussing Mindful Speaking Writing Dear Re
    """
)
CALENDAR_WORDS = word_set(
    """
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Christmas Easter Spring Summer Autumn Winter Ramadan Lent BST GMT
    """
)
ORDINARY_WORDS = word_set(
    """
    Research Building Management Tenant Housing Fire Rescue Ambulance Care Clinical Blood Transfusion Database
    Affairs Action Activities Administration Advice Applicant Appeal Aspects Case Children Civil Claim Claimant
    Claimants Committees Community Control Core Corporate Crime Criminal Crown Customer Data Defence Departments
    Development Digital Early Economic Education Emergency Energy Environment Equality Evidence Family Final Finance
    First Foreign Full Global Goods Government Governments Head Health Her His Holy Home Human Independent
    Information Interim Investigations Joint Justice Key Labour Law Legal Liberal Conservative Local Main Majesty
    Managing Mass Media Mental Military Module National Nations New No Northern Nuclear Occupying Operations
    Overseas Parliamentary Participant Participants Permanent Personal Planning Policy Political Postmasters Power
    Private Professional Protection Public Question Questions Redress Regional Registered Relations Republic
    Republican Responsibility Right Rights Road Royal Safety Science Secret Secure Security Senior Sex Social South
    Southern North East West Eastern Western Special State States Steering Strategic Street Support Technology
    Temporary Trade Training Transport Victims Victim Welfare White Wing Witness Witnesses Women Working World Young
    Youth Weapons Member Members Minister Ministers God Chair Guardian Star Sun Mirror Times Mail Express Internet
    Web Email Excellency Highness Lordship Honour Grace Bench Division Street Lane Avenue House Castle Palace
    Airport Bridge Square Gate Beach Green Park Station Prison Green Hill River Island Islands County City Operation
    Exercise Camp Election Elections Operational Prime Enquiry Incident Incidents Wider Combined Central
    Intelligence Purpose Practice Practitioners Staff Manager Managers Mayor
    """
)

_PLACES = """
Afghanistan Africa Albania Algeria America Angola Arabia Argentina Asia Australia Austria Azores Baghdad Bahrain
Balkans Bangladesh Basra Beijing Beirut Belfast Belgium Berlin Birmingham Blackpool Bolivia Bosnia Boston
Bournemouth Bradford Brazil Brighton Bristol Britain Brussels Bulgaria Cairo Cambridge Cambridgeshire Cameroon
Canada Cardiff Chechnya Cheshire Chile China Colombia Cornwall Crawford Croatia Cumbria Cyprus Damascus Darfur
Denmark Derbyshire Devon Dorset Dubai Dublin Durham Edinburgh Egypt England Essex Estonia Ethiopia Europe Falklands
Finland Fallujah France Gaza Geneva Georgia Germany Ghana Gibraltar Glasgow Gloucestershire Greece Grenfell
Guantanamo Guinea Hampshire Helmand Hertfordshire Hillsborough Hungary Iceland India Indonesia Iran Iraq Ireland
Israel Istanbul Italy Jakarta Japan Jersey Jerusalem Jordan Kabul Kashmir Kenya Kent Kirkuk Korea Kosovo Kurdistan
Kuwait Lancashire Lancaster Latvia Lebanon Leeds Leicester Leicestershire Libya Lincolnshire Lisbon Lithuania
Liverpool London Luxembourg Madrid Malaysia Mali Malta Manchester Merseyside Mexico Moldova Morocco Moscow Mosul
Namibia Nepal Netherlands Newcastle Nigeria Norfolk Norway Nottingham Nottinghamshire Oman Oxford Oxfordshire
Pakistan Palestine Panama Paris Peru Philippines Poland Portugal Praia Qatar Riyadh Romania Rome Russia Rwanda
Salford Saudi Scotland Serbia Sheffield Singapore Slovakia Slovenia Somalia Southampton Spain Staffordshire
Strasbourg Sudan Suffolk Surrey Sussex Sweden Switzerland Sydney Syria Taiwan Tehran Thailand Tokyo Tunisia Turkey
Uganda Ukraine Ulster Umm Venezuela Vienna Vietnam Wales Warsaw Warwickshire Washington Wiltshire Wembley
Westminster Whitehall Worcestershire Yemen Yorkshire York Yugoslavia Zimbabwe UK USA US GB UAE USSR DC NI EU-27
Kingdom Downing Thames Euphrates Tigris Gulf Atlantic Mediterranean
"""
_PEOPLES = """
Afghan African American Albanian Arab Arabic Asian Australian Austrian Belgian Bosnian Brazilian Briton Britons
British Bulgarian Canadian Catholic Chilean Chinese Christian Croatian Cypriot Czech Danish Dutch Egyptian English
European Finnish French German Greek Hindu Hungarian Indian Indonesian Iranian Iraqi Irish Islam Islamic Israeli
Italian Japanese Jewish Jordanian Korean Kurd Kurdish Kuwaiti Latin Lebanese Libyan Mexican Muslim Nigerian
Norwegian Pakistani Palestinian Persian Polish Portuguese Roman Romanian Russian Saudi Scottish Soviet Serb Serbian
Shia Sikh Somali Spanish Sunni Swedish Swiss Syrian Thai Turk Turkish Ukrainian Welsh Western Yemeni Anglican
Protestant Baathist Ba’ath
"""
PLACES = frozenset(_PLACES.split())
PEOPLES = frozenset(_PEOPLES.split()) | frozenset(word + "s" for word in _PEOPLES.split())

# Capitals that are not the initials of a body.
PLAIN_ACRONYMS = word_set(
    """
    AD AGM AIDS AOB BC CBW CCTV CD CEO CFO CTO COO CV DIY DNA DVD EEA FAQ FOI FOIA FYI GDP HIV HR HSF IC ICT ID IED
    IP IT ITT MOU MP MPS-X NB PA PDF PM PR PS PTSD QA RAM ROE SMS SUV TV UAV UN-X URL URN USB VAT VIP VPN WC WMD DPP
    CDS VCDS DCDS PUS SIO FLO HMG AG TB GOV SCR SCUD VX OFF PIN VRM CT CO WW1 WW2 WWII OK AND THE NOT LLB II III IV
    VI VII VIII IX XI XII QC KC JP
    """
)

# After a name: this one speaks, decides or does as a person or a body does.
AGENT_VERBS = word_set(
    """
    accepted acknowledged admitted advised agreed announced apologised argued asked assured believes believed
    claimed concluded confirmed considered contended decided denied deploys deployed employed employs explained
    failed knew knows made makes informed insisted instructed invested launched maintained offered paid promised
    proposed provides provided published recognised refused rejected replied reported responded said says stated
    submitted sought suggested told tells wrote works worked wanted uses
    """
)

SPEECH_VERBS = word_set(
    """
    accepted added agreed commented confirmed described explained felt observed recalled replied said stated thought
    told wrote
    """
)

ROLE_PORTFOLIOS = word_set(
    """
    Defence Health Education Justice Transport Culture Media Sport Trade Industry Energy Business Environment
    Policing Crime Europe Women Equalities Immigration Families Children Finance Economy Housing Communities
    Agriculture Employment Pensions Science Trust Safety Security Legal Corporate External Internal Affairs
    Operations Policy Communications Human Public Information Data Technology Sales Marketing Compliance Risk Audit
    People Resources Retail Product Products Research Engineering Customer International Global Development Strategy
    Change Learning Prosecutions Standards Ethics Nursing Medicine Governance Quality Innovation Skills Innovations
    Foreign Commonwealth Armed Forces Child Protection Abuse Investigations Safeguarding Constituency War Peace
    State
    """
)
