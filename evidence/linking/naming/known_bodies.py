"""Bodies that British public inquiries name without introducing them.

General knowledge, kept small: single words and initials that no rule could tell from a place, a product or a plan.
A body is only ever proposed from here when the report names it; an authority file comes before this table. Bodies
whose name says what they are ("Crown Prosecution Service") need no entry for their own sake; they stand here with
their initials.

One body a line: name | abbreviation | further names, separated by ";".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body with the names it goes by."""

    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.name, self.abbreviation, *self.aliases) if name)


_TABLE = """
United Nations | UN |
UN Security Council | UNSC | Security Council; United Nations Security Council
UN General Assembly | UNGA | General Assembly
UN Secretariat | |
European Union | EU |
European Commission | EC |
European Court of Human Rights | ECtHR |
North Atlantic Treaty Organization | NATO | Nato
World Health Organization | WHO | World Health Organisation
International Atomic Energy Agency | IAEA |
International Monetary Fund | IMF |
World Bank | |
Organisation for Economic Co-operation and Development | OECD |
International Committee of the Red Cross | ICRC | Red Cross
UNICEF | | Unicef
Interpol | | INTERPOL
Europol | |
Central Intelligence Agency | CIA |
Federal Bureau of Investigation | FBI |
National Security Council | NSC |
State Department | | US State Department
Pentagon | |
White House | |
Congress | | US Congress
House of Commons | | Commons
House of Lords | |
Prime Minister's Office | | No.10; No 10; No. 10; Number 10; 10 Downing Street; Downing Street
Cabinet Office | |
HM Treasury | HMT | Treasury
Home Office | |
Foreign Office | |
Foreign and Commonwealth Office | FCO |
Ministry of Defence | MOD | MoD
Ministry of Justice | MoJ | MOJ
Department for International Development | DFID |
Department of Health and Social Care | DHSC |
Department for Work and Pensions | DWP |
Department for Education | DfE |
Department for Culture, Media and Sport | DCMS |
HM Revenue and Customs | HMRC | HM Revenue & Customs
National Audit Office | NAO |
Crown Prosecution Service | CPS |
Serious Fraud Office | SFO |
National Crime Agency | NCA |
Serious Organised Crime Agency | SOCA |
Independent Police Complaints Commission | IPCC |
Independent Office for Police Conduct | IOPC |
Metropolitan Police Service | MPS | Metropolitan Police; Met
New Scotland Yard | NSY | Scotland Yard
Association of Chief Police Officers | ACPO |
National Police Chiefs' Council | NPCC |
College of Policing | |
Her Majesty's Inspectorate of Constabulary | HMIC | HM Inspectorate of Constabulary
Security Service | MI5 |
Secret Intelligence Service | SIS | MI6
Government Communications Headquarters | GCHQ |
Joint Intelligence Committee | JIC |
Royal Air Force | RAF |
Royal Navy | RN |
National Health Service | NHS |
NHS England | |
British Transport Police | BTP |
An Garda Síochána | | Garda Síochána
Care Quality Commission | CQC |
General Medical Council | GMC |
Health and Safety Executive | HSE |
Public Health England | PHE |
Information Commissioner's Office | ICO |
Equality and Human Rights Commission | EHRC |
Charity Commission | |
Competition Commission | |
Office of Fair Trading | OFT |
Office of Communications | Ofcom | OFCOM
Office for Standards in Education | Ofsted | OFSTED
Law Commission | |
Bar Council | |
Law Society | |
Court of Appeal | |
High Court | |
Supreme Court | UKSC |
Crown Court | |
Church of England | |
Catholic Church | | Roman Catholic Church
Labour Party | |
Conservative Party | |
Trades Union Congress | TUC |
National Union of Journalists | NUJ |
Confederation of British Industry | CBI |
Local Government Association | LGA |
British Broadcasting Corporation | BBC | BBC News
ITV | | ITV News
ITN | | ITV News
Channel 4 | |
Channel 4 News | |
Channel 5 | |
Sky News | | Sky
Reuters | |
Press Association | |
The Guardian | | Guardian
The Times | |
The Independent | |
The Observer | | Observer
The Daily Telegraph | | Daily Telegraph; Telegraph
Daily Mail | | Mail
The Sun | | Sun
Financial Times | FT |
New York Times | |
Washington Post | |
Royal Mail | |
British Red Cross | |
National Society for the Prevention of Cruelty to Children | NSPCC |
Internet Watch Foundation | IWF |
National Center for Missing & Exploited Children | NCMEC |
Child Exploitation and Online Protection Command | CEOP |
Barnardo's | |
Amnesty International | |
Liberty | |
KPMG | |
PricewaterhouseCoopers | PwC |
Deloitte | |
IBM | |
Fujitsu | |
Google | |
YouTube | |
Facebook | |
Instagram | |
WhatsApp | |
Twitter | |
Snapchat | |
TikTok | |
Skype | |
Microsoft | |
Apple | |
Amazon | |
Vodafone | |
"""

# Common words too: only after "the" ("the Times", "the Sun") is the newspaper meant, or the body.
AFTER_THE_ONLY = frozenset(
    {
        "Department",
        "Guardian",
        "Independent",
        "Observer",
        "Telegraph",
        "Mail",
        "Sun",
        "Times",
        "Met",
        "Commons",
        "Treasury",
        "Congress",
        "WHO",
    }
)
# Names that mean something else too often to be taken alone.
UNSAFE_ALONE = frozenset({"Liberty", "Sky", "Apple", "EC", "Nato-led"})


def known_bodies() -> tuple[KnownBody, ...]:
    """The table, read."""
    bodies = []
    for line in _TABLE.strip().splitlines():
        name, abbreviation, aliases = (cell.strip() for cell in line.split("|"))
        bodies.append(KnownBody(name, abbreviation, tuple(a.strip() for a in aliases.split(";") if a.strip())))
    return tuple(bodies)
