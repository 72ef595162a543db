"""Titles, ranks, honours and particles: what stands before and after a person's name, and what it says of them."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from evidence.linking.naming.word_lists import word_set


class Bearing(Enum):
    """What a title says of the person who bears it."""

    MALE = "male"
    FEMALE = "female"
    PEER_MALE = "peer-male"
    PEER_FEMALE = "peer-female"
    ANYONE = "anyone"


_MALE = """
Mr|Sir|Father|Fr|Brother|Lord Justice|Mr Justice|Prince|King|Sheikh|Pasha|Canon|Dom|Messrs
"""
_FEMALE = """
Mrs|Ms|Miss|Dame|Sister|Mother|Reverend Mother|Lady Justice|Mrs Justice|Ms Justice|Princess|Queen|Madam|Madame
"""
_PEER_MALE = """
Lord|Viscount|Earl|Baron|Duke|Marquess
"""
_PEER_FEMALE = """
Lady|Baroness|Viscountess|Countess|Duchess|Dowager
"""

# Anybody may bear these, and nothing but a name follows them.
_PROFESSIONS = """
Dr|Drs|Doctor|Prof|Professor|Reverend|Right Reverend|Very Reverend
Most Reverend|Rt Revd|Rt Rev|Venerable|Revd|Rev|Imam|Rabbi|Archdeacon|Archbishop|Bishop|Cardinal|Monsignor|Abbot
Abbess|Dean|Pope|His Honour Judge|Her Honour Judge|HHJ|Judge|District Judge|Recorder|Sheriff|Rt Hon
Right Honourable|Honourable|Hon
"""

_RANKS = """
General|Gen|Lieutenant General|Lt General|Lt Gen|Major General|Maj Gen|Brigadier General|Brigadier|Brig|Brig Gen
Colonel|Col|Lieutenant Colonel|Lt Col|Major|Maj|Captain|Capt|Lieutenant|Lt|Sergeant|Sgt|Staff Sergeant|SSgt
Corporal|Cpl|Lance Corporal|LCpl|Private|Pte|Trooper|Fusilier|Guardsman|Kingsman|Gunner|Bombardier|WO1|WO2
Warrant Officer|Field Marshal|Admiral|Adm|Vice Admiral|V Adm|VAdm|Rear Admiral|R Adm|RAdm|Commodore|Cdre|Commander
Cdr|Lieutenant Commander|Lt Cdr|Air Chief Marshal|ACM|Air Marshal|AM|Air Vice Marshal|AVM|Air Commodore|Air Cdre
Group Captain|Gp Capt|Wing Commander|Wg Cdr|Squadron Leader|Sqn Ldr|Flight Lieutenant|Flt Lt|Constable
Police Constable|PC|WPC|Detective Constable|DC|Police Sergeant|PS|Detective Sergeant|DS|Inspector|Insp
Detective Inspector|DI|Chief Inspector|Ch Insp|Detective Chief Inspector|DCI|Superintendent|Supt
Detective Superintendent|Det Supt|Det Insp|Det Sgt|Det Con|Det Ch Insp|Chief Superintendent|Ch Supt|Chief Supt
Detective Chief Superintendent|DCS|Assistant Commissioner|AC|Deputy Assistant Commissioner|DAC
Assistant Chief Constable|ACC|Deputy Chief Constable|DCC|Chief Constable|CC|Deputy Commissioner|T/ACC|T/DCC
Crew Manager|Watch Manager|Station Manager|Group Manager|Area Manager|Station Officer|Firefighter|Leading Firefighter
Acting Sergeant|Acting Inspector|Acting Chief Inspector|Acting Superintendent|Acting Chief Superintendent|Garda
Detective Garda|Assistant Garda Commissioner|Garda Commissioner|Special Constable|Prison Officer|Rifleman|Paramedic
Temporary Assistant Chief Constable|Temporary Chief Constable|Temporary Deputy Chief Constable|Commissioner
"""

# Offices used as titles: the name must look like one ("Secretary Powell", not "Secretary General").
_OFFICES = """
President|Vice President|Vice-President|Prime Minister|Deputy Prime Minister|Secretary|Deputy Secretary
Secretary General|Secretary-General|Senator|Congressman|Congresswoman|Governor|Ambassador|Chancellor|Minister
Foreign Minister|Foreign Secretary|Home Secretary|Defence Secretary|Defense Secretary|Attorney General|Councillor
Cllr|Chief Executive|Sergeant Major|Speaker|First Minister|Taoiseach|Crown Prince|Sultan|Emir|Nurse|Matron
Staff Nurse|Ward Sister|Charge Nurse|Midwife|Health Visitor|Justice|Chief Justice|Counsellor|Provost
"""


def _titles() -> dict[str, Bearing]:
    groups = (
        (_PROFESSIONS + "|" + _RANKS + "|" + _OFFICES, Bearing.ANYONE),
        (_MALE, Bearing.MALE),
        (_FEMALE, Bearing.FEMALE),
        (_PEER_MALE, Bearing.PEER_MALE),
        (_PEER_FEMALE, Bearing.PEER_FEMALE),
    )
    return {title.strip(): bearing for table, bearing in groups for title in re.split(r"[|\n]", table.strip())}


TITLES: dict[str, Bearing] = _titles()
LONGEST_TITLE = max(len(title.split()) for title in TITLES)
OFFICES = frozenset(re.split(r"[|\n]", _OFFICES.strip()))
# Knights and dames go by their given name: "Sir David".
GIVEN_NAME_TITLES = frozenset(
    {"Sir", "Dame", "Prince", "Princess", "Sister", "Brother", "Father", "Mother", "Queen", "King", "Pope"}
)
# Short and long forms of one title.
_SHORT_TITLES = """
Prof=Professor|Fr=Father|Revd=Reverend|Rev=Reverend|Rt Revd=Right Reverend|Rt Rev=Right Reverend|Cllr=Councillor
Hon=Honourable|Rt Hon=Right Honourable|Gen=General|Lt Gen=Lieutenant General|Lt General=Lieutenant General
Maj Gen=Major General|Brig Gen=Brigadier General|Brig=Brigadier|Col=Colonel|Lt Col=Lieutenant Colonel|Maj=Major
Capt=Captain|Lt=Lieutenant|Sgt=Sergeant|SSgt=Staff Sergeant|Cpl=Corporal|LCpl=Lance Corporal|Pte=Private|Adm=Admiral
V Adm=Vice Admiral|VAdm=Vice Admiral|R Adm=Rear Admiral|RAdm=Rear Admiral|Cdre=Commodore|Cdr=Commander
Lt Cdr=Lieutenant Commander|ACM=Air Chief Marshal|AM=Air Marshal|AVM=Air Vice Marshal|Air Cdre=Air Commodore
Gp Capt=Group Captain|Wg Cdr=Wing Commander|Sqn Ldr=Squadron Leader|Flt Lt=Flight Lieutenant|PC=Police Constable
DC=Detective Constable|Det Con=Detective Constable|PS=Police Sergeant|DS=Detective Sergeant|Det Sgt=Detective Sergeant
Insp=Inspector|DI=Detective Inspector|Det Insp=Detective Inspector|Ch Insp=Chief Inspector
DCI=Detective Chief Inspector|Det Ch Insp=Detective Chief Inspector|Supt=Superintendent
Det Supt=Detective Superintendent|Ch Supt=Chief Superintendent|Chief Supt=Chief Superintendent
DCS=Detective Chief Superintendent|AC=Assistant Commissioner|DAC=Deputy Assistant Commissioner
ACC=Assistant Chief Constable|DCC=Deputy Chief Constable|CC=Chief Constable
"""
_IN_FULL = dict(pair.strip().split("=") for pair in re.split(r"[|\n]", _SHORT_TITLES.strip()))
PEERAGES = frozenset({Bearing.PEER_MALE, Bearing.PEER_FEMALE})

POST_NOMINALS = word_set(
    """
    KC QC SC MP MSP MEP MLA AM MS TD KCB KCMG KCVO KBE GCB GCMG GBE CB CBE CMG CVO OBE MBE DBE DCB DCMG DSO QPM KPM
    QFSM KG KT PC FRS FBA FRCP FRCS FRCPCH JP DL LVO MVO MC VC DFC AFC CH OM PhD
    AC AO OAM APM PSM CSC DSC QGM BEM CNZM DNZM KNZM GNZM ONZM MNZM QSO QSM FRSE FREng FMedSci FRCA FRCGP FRCOG FRCPath
    FRCPE FRCPsych RRC
    """
)

PARTICLES: tuple[str, ...] = (
    "de la",
    "de",
    "van der",
    "van den",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "du",
    "al",
    "bin",
    "ibn",
)
PARTICLES += ("el", "di", "da", "dos", "ap", "ten", "ter", "ul", "abu")

# "IN-A1", "SIS4", "DSF2", "W1009": capitals, perhaps a hyphen and a letter, and digits. A name is never public.
_SIGN = r"[A-Z]{2,4}-[A-Z]{1,2}\d{1,4}|[A-Z]{2,4}\d{1,3}|[A-Z]{1,2}-[A-Z]?\d{1,4}|[A-Z]\d{1,4}"
CIPHER = re.compile(rf"(?<![\w-])(?:{_SIGN})(?![\w-])")

# "Witness A", "Soldier F", "Child B2", "Officer 4": a common word and a letter or a number in the place of a name.
PLACEHOLDER_NOUNS = word_set(
    """
    Witness Soldier Officer Child Patient Complainant Victim Applicant Survivor Resident Detainee Prisoner Nurse
    Doctor Teacher Priest Nun Monk Baby Mother Father Parent Boy Girl Pupil Student Inmate Informant Civilian Veteran
    Claimant
    """
)
PLACEHOLDER = re.compile(rf"(?:Undercover Officer|{'|'.join(sorted(PLACEHOLDER_NOUNS))}) (?:[A-Z]|\d{{1,4}}|{_SIGN})")


def bearing_of(honorific: str) -> Bearing:
    """What a whole honorific says: the last title that says anything decides ("General Sir" is male)."""
    found = Bearing.ANYONE
    words = honorific.replace(".", "").split()
    while words:
        size = title_size(words) or 1
        bearing = TITLES.get(" ".join(words[:size]), Bearing.ANYONE)
        found = bearing if bearing is not Bearing.ANYONE else found
        words = words[size:]
    return found


@lru_cache(maxsize=4096)
def in_full(honorific: str) -> str:
    """An honorific with its short titles written out: "DI" is "Detective Inspector", "Lt Gen Sir" "Lieutenant …"."""
    words, whole = honorific.split(), []
    while words:
        size = title_size(words) or 1
        title = " ".join(words[:size])
        whole.append(_IN_FULL.get(title, title))
        words = words[size:]
    return " ".join(whole)


_BEGINNINGS = frozenset(title.split(" ")[0] for title in TITLES)


def title_size(words: list[str]) -> int:
    """How many of the first words are one title, the longest that fits; 0 for none."""
    if not words or words[0] not in _BEGINNINGS:
        return 0
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        if " ".join(words[:size]) in TITLES:
            return size
    return 0


def honorific_size(words: list[str]) -> int:
    """How many of the first words are titles, one after another: "Air Chief Marshal Sir" is four."""
    taken = 0
    while size := title_size(words[taken:]):
        taken += size
    return taken
