"""Common given names of people in Britain, and the short forms they go by.

A small table of general knowledge: it lets a name without a title ("Nick Read") be seen as a person's, and tells
"Mr Kelly" from "Ruth Kelly". A name that is missing here is still found when a title or another form introduces it.
"""

from __future__ import annotations

from evidence.linking.naming.word_lists import word_set

MALE = word_set(
    """
    Lloyd Rishi Ravi Sanjay Sunil Anil Deepak Amjad Tariq Omar Hassan Hamza Ibrahim Khalid Rashid Salim Kamal Jamal
    Nasser Hans Klaus Jürgen Pierre Jacques François Marc Carlos Juan José Luis Pedro Miguel Antonio Marco Giovanni
    Paolo Sergei Igor Vladimir Dmitri Mikhail Lars Erik Kit Les Piers Bernie Bertie Aaron Abdul Adam Adrian Ahmed
    Aidan Alan Alasdair Alastair Albert Alec Alex Alexander Alfred Ali Alisdair Alistair Allan Allen Amir Amit Andre
    Andrew Andy Angus Anthony Antony Archie Arthur Arun Asif Austin Barnaby Barry Bartholomew Ben Benedict Benjamin
    Bernard Bill Billy Bob Bobby Boris Brendan Brian Bruce Bryan Calum Cameron Carl Cecil Charles Charlie Chris
    Christian Christopher Clifford Clive Colin Colm Conor Craig Cyril Dale Damian Damien Dan Daniel Danny Darren
    Dave David Dean Declan Denis Dennis Derek Dermot Desmond Diarmuid Dick Dominic Donald Donal Douglas Duncan Dylan
    Eamonn Ed Eddie Edmund Edward Edwin Elliot Eric Ernest Euan Ewan Ferdinand Fergus Finlay Francis Frank Fraser
    Fred Frederick Gareth Garry Gary Gavin Geoff Geoffrey George Gerald Gerard Gerry Gideon Giles Glen Glenn Gordon
    Graeme Graham Grant Greg Gregory Guy Hamish Harold Harry Harvey Henry Herbert Howard Hugh Hugo Hussein Iain Ian
    Imran Ivan Ivor Jack Jacob Jake James Jamie Jason Jeff Jeffrey Jeremy Jerome Jim Jimmy Joe Joel John Johnny Jon
    Jonathan Jordan Joseph Josh Joshua Julian Justin Karl Keith Kelvin Ken Kenneth Kevin Kieran Kwame Kofi Laurence
    Lawrence Lee Leo Leon Leonard Leslie Lewis Liam Lionel Luke Malcolm Marcus Mark Martin Martyn Matt Matthew
    Maurice Max Michael Mick Mike Mohammad Mohammed Muhammad Nathan Neal Ned Neil Nicholas Nick Nicolas Nigel Noel
    Norman Oliver Oscar Owen Patrick Paul Pete Peter Phil Philip Phillip Piers Rafael Rajesh Ralph Ray Raymond
    Reginald Rhys Richard Rick Rob Robert Robin Rod Roderick Rodney Roger Roland Ron Ronald Rory Ross Roy Rupert
    Russell Ryan Sajid Sam Samuel Scott Seamus Sean Sebastian Shaun Sidney Simon Spencer Stanley Stefan Stephen
    Steve Steven Stewart Stuart Ted Terence Terry Theodore Thomas Tim Timothy Toby Todd Tom Tommy Tony Trevor
    Tristan Tyrone Victor Vijay Vince Vincent Vivian Wallace Walter Warren Wayne Wilfred Will William Wyn Yusuf Zac
    """
)

FEMALE = word_set(
    """
    Shona Jenni Aisha Ayesha Nadia Olga Irina Maya Leila Farah Zara Ngozi Chantal Ingrid Astrid Greta Elena Marta
    Sofia Lucia Ailsa Eilidh Morag Rhiannon Bronwen Niamh Aoife Kirsten Kemi Abigail Adele Agnes Aileen Alexandra
    Alice Alison Amanda Amber Amelia Amina Amy Andrea Angela Anita Ann Anna Annabel Anne Annette Antonia Audrey
    Barbara Beatrice Belinda Bernadette Beth Bethany Beverley Brenda Bridget Camilla Carol Carole Caroline Catherine
    Catriona Cecilia Charlotte Cherie Cheryl Chloe Christina Christine Claire Clare Condoleezza Constance Daphne
    Dawn Deborah Debbie Deirdre Denise Diana Diane Donna Doreen Doris Dorothy Edith Eileen Elaine Eleanor Elizabeth
    Ella Ellen Emily Emma Erica Esther Eva Eve Evelyn Fatima Felicity Fiona Florence Frances Freya Gail Gemma
    Georgia Georgina Geraldine Gillian Gina Gloria Grace Hannah Harriet Hazel Heather Heidi Helen Helena Hilary
    Imogen Ingrid Irene Isabel Isabella Isobel Jacqueline Jacqui Jan Jane Janet Janice Jasmine Jean Jemima Jennifer
    Jenny Jessica Jill Jo Joan Joanna Joanne Josephine Joy Joyce Judith Julia Julie Juliet June Karen Kate Katharine
    Katherine Kathleen Kathryn Katie Kathy Kay Kelly Kerry Kim Kirsty Kristie Laura Lauren Leanne Lesley Lily Linda
    Lindsay Lisa Liz Lorna Lorraine Louisa Louise Lowell Lucy Lydia Lynn Lynne Mabel Madeleine Maggie Marcia
    Margaret Maria Marian Marie Marilyn Marion Marjorie Martha Mary Maureen Megan Melanie Melissa Michelle Mildred
    Miranda Moira Molly Monica Muriel Nadine Naomi Natalie Natasha Nicola Nicole Nina Nora Norma Olive Olivia Pamela
    Patricia Paula Pauline Penelope Penny Philippa Phoebe Phyllis Polly Priti Rachel Rebecca Rebekah Rita Roberta
    Rosalind Rose Rosemary Roxanne Ruth Sally Samantha Sandra Sara Sarah Sharon Sheila Shirley Sian Sienna Sinead
    Siobhan Sonia Sophie Stella Stephanie Sue Susan Susanna Suzanne Sylvia Tamara Tanya Tara Teresa Tessa Theresa
    Tina Tracey Tracy Ursula Valerie Vanessa Vera Veronica Victoria Virginia Wendy Yasmin Yvette Yvonne Zoe
    """
)

GIVEN_NAMES = MALE | FEMALE

_SHORT_FORMS = """
Alec Alex Sandy Alexander|Andy Drew Andrew|Tony Anthony Antony|Ben Benny Benjamin Benedict|Bernie Bernard
Bill Billy Will Willie William|Bob Bobby Rob Robbie Robert|Cathy Catherine|Charlie Charles|Chris Christopher
Dan Danny Daniel|Dave Davy David|Debbie Deborah|Des Desmond|Dick Rick Richie Ricky Richard|Don Donald|Doug Douglas
Ed Eddie Ted Edward|Fred Freddie Frederick|Geoff Jeff Geoffrey Jeffrey|Gerry Gerald Gerard|Greg Gregory|Harry Henry
Hal Harold|Jack Johnny John|Jamie Jim Jimmy James|Jenny Jennifer|Jo Joanna Joanne|Joe Joseph|Jon Jonathan
Josh Joshua|Kate Katie Kathy Katharine Katherine Kathryn|Ken Kenny Kenneth|Larry Laurie Laurence Lawrence
Len Leonard|Liz Beth Elizabeth|Maggie Margaret|Matt Matthew|Max Maxwell|Mick Mike Michael|Nick Nicholas Nicolas
Pam Pamela|Pat Patrick Patricia|Penny Penelope|Pete Peter|Phil Philip Phillip|Ray Raymond|Reg Reginald
Rod Roderick Rodney|Ron Ronnie Ronald|Sam Samuel Samantha|Steve Stephen Steven|Stu Stuart Stewart|Sue Susan Suzanne
Terry Terence|Theo Theodore|Tim Timothy|Tom Tommy Thomas|Val Valerie|Vicky Victoria|Vince Vincent
"""

# Every form of a name, to the forms it may stand for.
_FORMS: dict[str, frozenset[str]] = {}
for _group in _SHORT_FORMS.strip().replace("\n", "|").split("|"):
    _members = frozenset(_group.split())
    for _member in _members:
        _FORMS[_member] = _FORMS.get(_member, frozenset()) | _members


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, an initial of the other, or a usual short form."""
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return other in _FORMS.get(one, frozenset())
