"""The words by which a report hands over to somebody's own words, and those that never name a speaker.

Tables only: a verb is given once, as its forms; ``strong`` verbs introduce words that were said or written, ``weak``
ones (thought, welcomed, described) do so only where no strong one stands nearer.
"""

from __future__ import annotations

_STRONG = """say says said saying|tell tells told telling|state states stated stating|write writes wrote written writing
    explain explains explained explaining|argue argues argued arguing|add adds added adding|reply replies
    replied replying comment comments commented commenting|report reports reported reporting|continue continues
    continued continuing respond responds responded responding|record records recorded recording|observe
    observes observed observing ask asks asked asking|note notes noted noting|conclude concludes concluded
    concluding suggest suggests suggested suggesting|claim claims claimed claiming|accept accepts accepted
    accepting acknowledge acknowledges acknowledged acknowledging|admit admits admitted admitting|agree agrees
    agreed agreeing allege alleges alleged alleging|announce announces announced announcing|advise advises
    advised advising assert asserts asserted asserting|assure assures assured assuring|confirm confirms
    confirmed confirming concede concedes conceded conceding|contend contends contended contending|complain
    complains complained complaining declare declares declared declaring|deny denies denied denying|describe
    describes described describing emphasise emphasises emphasised emphasising|emphasize emphasizes emphasized
    emphasizing identify identifies identified identifying|indicate indicates indicated indicating|inform
    informs informed informing insist insists insisted insisting|maintain maintains maintained
    maintaining|mention mentions mentioned mentioning propose proposes proposed proposing|recall recalls
    recalled recalling|recommend recommends recommended recommending reiterate reiterates reiterated
    reiterating|remark remarks remarked remarking|repeat repeats repeated repeating remind reminds reminded
    reminding|reveal reveals revealed revealing|stress stresses stressed stressing submit submits submitted
    submitting|summarise summarises summarised summarising|testify testifies testified testifying underline
    underlines underlined underlining|urge urges urged urging|warn warns warned warning point points pointed
    pointing|opine opines opined opining|elaborate elaborates elaborated elaborating clarify clarifies clarified
    clarifying|tweet tweets tweeted tweeting|email emails emailed emailing text texts texted texting|retort
    retorts retorted retorting|counter counters countered countering quote quotes quoted quoting|assess assesses
    assessed assessing|judge judges judged judging|rule rules ruled ruling hold holds held holding|answer
    answers answered answering|minute minutes minuted minuting characterise characterises characterised
    characterising|predict predicts predicted predicting reflect reflects reflected reflecting|express expresses
    expressed expressing|outline outlines outlined outlining speak speaks spoke spoken speaking|articulate
    articulates articulated articulating|cite cites cited citing interject interjects interjected
    interjecting|protest protests protested protesting|joke joked joking estimate estimates estimated
    estimating|instruct instructs instructed instructing|read reads reading criticise criticises criticised
    criticising|highlight highlights highlighted highlighting|posit posits posited label labels labelled
    labelling|dub dubs dubbed|term termed terming|call calls called calling|promise promised promises request
    requests requested requesting|demand demands demanded demanding|comprise provide provides provided providing
    require requires required requiring|recite recites recited|draft drafted drafting|dictate dictated signal
    signals signalled signalling|convey conveys conveyed conveying|enquire enquired inquire inquired voice
    voices voiced voicing|vow vowed|pledge pledged|caution cautioned cautions|disclose disclosed discloses"""

_WEAK = """think thinks thought thinking|believe believes believed believing|consider considers considered considering
    feel feels felt feeling|know knows knew|hope hopes hoped hoping|welcome welcomes welcomed welcoming want
    wants wanted wanting|wish wishes wished wishing|regard regards regarded regarding|view views viewed viewing
    see sees saw|refer refers referred referring|raise raises raised raising|set sets setting|make makes made
    making give gives gave given giving|put puts putting|draw draws drew drawing|take takes took taking|offer
    offers offered offering send sends sent sending|use uses used using|seek seeks sought seeking|define defines
    defined defining go goes went going|begin begins began beginning|start started starting|end ends ended
    ending|close closed closing open opened opening|finish finished finishing|fear fears feared fearing|expect
    expects expected expecting decide decides decided deciding|determine determines determined determining|find
    finds found finding invite invites invited inviting|intend intends intended intending|remember remembers
    remembered remembering doubt doubts doubted doubting|question questions questioned questioning|reject
    rejects rejected rejecting endorse endorses endorsed endorsing|support supports supported supporting|dispute
    disputes disputed disputing discuss discusses discussed discussing|address addresses addressed
    addressing|present presents presented presenting publish publishes published publishing|issue issues issued
    issuing|list lists listed listing|understand understood wonder wondered wondering|realise realised|imagine
    imagined|prefer preferred|commend commended|praise praised defend defended defends|challenge
    challenged|advocate advocated|favour favoured|call calls called calling contain contains contained
    containing|include includes included including|perceive perceived|circulate circulated specify specifies
    specified specifying|show shows showed showing|adopt adopts adopted adopting|attribute attributed"""


def words_of(table: str) -> frozenset[str]:
    """The words of a table, which may use bars to set groups apart."""
    return frozenset(table.replace("|", " ").split())


STRONG = words_of(_STRONG)
WEAK = words_of(_WEAK) - STRONG
# The same form is a noun after a determiner or adjective, and means the document rather than the deed.
ALSO_NOUNS = words_of(
    """says states comments reports records notes claims points reads views requests demands answers minutes texts
    emails rules judges issues lists questions quotes estimates calls signals voices labels terms uses thought
    report record note claim point view request demand answer minute text email rule judge issue list question
    quote estimate call signal voice label term use comment state say text hope wish fear present support doubt
    finding findings ruling writing feeling meaning understanding reading hearing opening closing ending"""
)

AUXILIARIES = words_of("has had have having did does do would could should might may must can will shall ‘d be")
MODALS = words_of("should must shall will would could can may might ought to")
# Small words that turn a verb of telling into one of doing: "put up a notice".
OTHER_SENSES = {
    "put": words_of("up down off aside away back together right"),
    "putting": words_of("up down off aside away back together right"),
    "set": words_of("up aside off"),
    "setting": words_of("up aside off"),
}
# The same where it is said what somebody should do ("must put in a drain"), but not "would put on record that".
OTHER_SENSES_OF_DUTY = {"put": words_of("in on through out")}
PASSIVE = words_of("was were been being is are be am")
ADVERBS = words_of(
    """also then later subsequently simply further again himself herself itself themselves both never not always
    once now soon already often ever even only just still thus therefore however further first second instead
    rather too previously earlier afterwards separately together personally himself all each further perhaps
    quite very elsewhere since additionally reportedly famously today yesterday"""
)

HE = frozenset(("he", "him"))
SHE = frozenset(("she", "her"))
THIRD_PERSONS = frozenset(("he", "she", "they", "it"))
POSSESSIVE_PRONOUNS = frozenset(("his", "her", "their", "its"))
FIRST_PERSONS = frozenset(("i", "we", "you", "one"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
JOINING = frozenset(
    ("and", "but", "or", "to", "then", "nor", "while", "whilst", "when", "by", "in", "as", "before", "after")
)

PREPOSITIONS = words_of(
    """to of for by with from at about against between than in on into over under after before during through via
    upon including concerning regarding without within among amongst towards toward alongside near behind like
    per"""
)
DETERMINERS = words_of(
    """the a an this that these those his her its their our my some many several most other one two three both all
    any another each every no such certain various"""
)

# The head noun of what was written: its words are its author's, where one is named.
DOCUMENTS = words_of(
    """report reports paper papers letter letters document documents minute minutes statement statements article
    articles assessment assessments email emails e-mail note notes memo memorandum briefing brief submission
    submissions speech speeches record records telegram telegrams egram evidence advice draft drafts text column
    piece book books diary diaries memoir memoirs interview response responses reply replies review judgment
    judgement ruling decision policy code guidance guidelines manual act order rules regulations charter deed
    agreement contract clause section paragraph article convention treaty resolution resolutions protocol
    dossier summary annex appendix recommendation recommendations editorial headline headlines story stories
    post message messages tweet blog page website leaflet press release transcript testimony account answer
    answers letter correspondence questionnaire plan strategy agenda manuscript introduction foreword preamble
    bill constitution standards principles framework terms specification survey study key judgements judgments
    conclusions conclusion declaration declarations analysis list update notice directive instruction
    instructions circular handbook proposal proposals statute legislation provision provisions criteria
    criterion definition title log entry entries chapter passage sentence file exhibit schedule"""
)
# Nouns for what somebody said or thinks: "Mr Wallace’s view", "the analysis of Robert Jay".
UTTERANCES = words_of(
    """words view views evidence opinion analysis description phrase account statement letter assessment submission
    submissions speech diary diaries memoir memoirs report article column email e-mail minute note advice
    response reply answer answers comment comments remark remarks position argument suggestion proposal request
    complaint claim conclusion point concern concerns explanation assertion observation observations testimony
    recollection judgment judgement criticism recommendation interview book telegram paper record question
    warning message briefing blog tweet admission belief thinking contention call demand formulation summary
    expression approach allegation allegations offer text ruling desire reference acceptance acknowledgement
    quote quotation"""
)
PEOPLE = words_of(
    """representative representatives spokesman spokeswoman spokesperson agent lawyer lawyers solicitor solicitors
    counsel witness witnesses official officials officer officers editor editors journalist journalists author
    authors minister ministers director chairman chair chairwoman president secretary adviser advisers advisor
    judge court jury committee panel board government department ministry tribunal commission council inquiry
    regulator company firm police postmaster claimant claimants victim victims survivor survivors expert experts
    doctor teacher reporter leader commissioner member members head chief deputy manager executive source
    sources colleague friend mother father parents brother sister son daughter husband wife widow ambassador
    team authority agency staff complainant reporters commentators critics inspectors inspector organisation
    association union party publisher newspaper paper’s group"""
)
# Capitalised words that begin a sentence or date a thing and name nobody.
NOT_NAMES = words_of(
    """The A An This That These Those He She They It We I You Who Which What When Where Why How If In On At By For
    From To Of With As And But Or So Yet Nor Not No Some Many Most Several Other Others Another Each Every Both
    All Any Such One Two Three Four Five Six Seven Eight Nine Ten His Her Its Their Our My Your There Here Then
    Thus Therefore However Moreover Furthermore Indeed Finally First Firstly Second Secondly Third Thirdly
    Lastly Later Earlier Before After During Since Until While Whilst Although Though Because Despite Unlike
    Like Under Over Between Among Within Without Following Asked Asking Having Being Writing Speaking Describing
    Referring Responding Commenting Turning Given According Also Again Once Only Even Perhaps Nevertheless
    Nonetheless Instead Meanwhile Subsequently Similarly Equally Consequently Accordingly Clearly Importantly
    Significantly Interestingly Paragraph Paragraphs Section Sections Chapter Part Annex Table Box Figure
    Article January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday In Mr’s Recommendation Resolution Yes Overall Generally
    Specifically Further Additionally Alternatively Ultimately Initially Recently Today Yesterday Rather Whether
    Nothing Nobody Everyone Anyone Someone Something Witnesses Using Based Set Regarding Concerning Upon Through
    Throughout Against Towards Nor Others Much More Less Few Little Just Still Already Sometimes Often Usually
    Never Always Those’ Section Addressing Explaining Reflecting Summarising Giving Taking Looking"""
)
CONNECTORS = frozenset(("of", "for", "the", "and", "on", "in", "&"))
