"""What complaints, enquiries, compliments and information requests are about.

Every theme has sentences that open a summary, sentences that add to it, and
sentences that say what the person wants; a summary is one to four of them. The
sentences are ours; the themes are those named in the published reports.

{c} is the child's first name, {n} a number of weeks, {m} a month, {a} an amount.
"""

THEMES = {
    "EHC assessment or plan out of time": (
        [
            "The parent asked for an EHC needs assessment for {c} in {m} and has had no decision.",
            "{c}'s final EHC plan is {n} weeks past the statutory date.",
            "The draft plan for {c} was sent {n} weeks late and still names no school.",
            "An annual review of {c}'s plan took place in {m}; the amended plan has never been issued.",
            "The council agreed to assess {c} but the educational psychologist's advice has not been requested.",
            "A tribunal order to issue {c}'s plan has passed its date.",
        ],
        [
            "Emails to the case officer are answered by an automatic reply.",
            "Three different officers have held the case since {m}.",
            "The school says it cannot put support in place until the plan is final.",
            "{c} is attending for two hours a day in the meantime.",
            "Therapy recommended in the reports has not started.",
            "The parent has had to give up shifts at work.",
            "The previous response gave a date that has also been missed.",
        ],
        [
            "The parent wants the plan finalised and an apology for the delay.",
            "The complainant asks for a named officer and a date in writing.",
            "She asks the council to pay for the tutoring she arranged.",
            "The parent asks for the missed provision to be made up.",
        ],
    ),
    "Missed education or provision": (
        [
            "{c} has been out of school for {n} weeks and no alternative provision has been offered.",
            "The speech and language therapy in section F of {c}'s plan has not been delivered since {m}.",
            "{c} was taken off the roll in {m} and no placement has been found.",
            "The one-to-one support in {c}'s plan stopped when the assistant left.",
        ],
        [
            "The school says funding was withdrawn.",
            "Consultations went to schools that have no places.",
            "Work is sent home but nobody marks it.",
            "A laptop promised for online lessons never arrived.",
            "{c}'s anxiety has become worse.",
        ],
        [
            "The parent wants tuition arranged this month.",
            "The complainant asks for the lost hours to be made up.",
            "The family asks for a meeting with the head of service.",
        ],
    ),
    "SEN travel assistance": (
        [
            "The application for travel assistance for {c} was made in {m} and is undecided.",
            "The taxi for {c} has not come on four days this month.",
            "Mileage of £{a} for taking {c} to school has not been reimbursed.",
            "Travel assistance for {c} was refused although the school is over five miles away.",
        ],
        [
            "The passenger assistant was changed without notice.",
            "The family was not told that the route had changed.",
            "The appeal has been waiting for {n} weeks.",
            "{c} cannot use public transport alone.",
        ],
        [
            "The parent asks for the costs to be paid.",
            "The complainant wants the same driver each day.",
            "The parent asks for the appeal to be heard.",
        ],
    ),
    "Payments to carers and providers": (
        [
            "The connected carer has not been paid for {c} since {m}.",
            "A supported lodgings provider says invoices worth £{a} are unpaid.",
            "The special guardianship allowance for {c} was reduced without a letter.",
            "The foster carer has been paid at the wrong rate since {c} turned eleven.",
            "The provider's invoices for {m} were returned twice for a purchase order number.",
        ],
        [
            "The carer was told three times that the payment had been authorised.",
            "Bank details were sent again in {m}.",
            "The carer is behind with the rent because of it.",
            "The finance team and the social work team each refer to the other.",
            "No remittance advice was sent, so the amounts cannot be checked.",
        ],
        [
            "The carer asks for the arrears to be paid at once.",
            "The provider wants interest on the late payments.",
            "The complainant asks for an explanation of the calculation.",
        ],
    ),
    "Disagreement with a professional decision": (
        [
            "The parent disagrees with the decision to hold a child protection conference about {c}.",
            "The father says that the assessment of {c} contains mistakes which were not corrected.",
            "The complainant disputes the outcome of the viability assessment.",
            "The grandparent was assessed as unsuitable to care for {c} and does not accept the reasons.",
            "The family disagrees with the recommendation made to the court about contact with {c}.",
        ],
        [
            "The report was shared an hour before the meeting.",
            "Statements from the school were left out.",
            "The parent says that the domestic abuse was not taken into account.",
            "The complainant was not asked for his view.",
            "An interpreter was not provided at the visit.",
        ],
        [
            "The parent wants the assessment done again by someone else.",
            "He asks for his comments to be put on file.",
            "The complainant wants the plan to end.",
        ],
    ),
    "Attitude or conduct of staff": (
        [
            "The mother says the social worker spoke to her in a hostile way in front of {c}.",
            "The complainant feels that the worker has taken the other parent's side.",
            "The parent says the chair of the conference did not let her finish.",
            "The worker is said to have come to the home without an appointment and refused to show a badge.",
            "The carer says a remark about her culture was made at the review of {c}'s care.",
        ],
        [
            "The worker has not returned calls since the incident.",
            "The complainant recorded the conversation.",
            "The manager did not take notes of the complaint.",
            "{c} was upset for several days.",
            "Two appointments were cancelled on the day.",
        ],
        [
            "The parent asks for a different worker.",
            "The complainant wants an apology from the worker.",
            "The complainant asks for the matter to be raised in supervision.",
        ],
    ),
    "Communication": (
        [
            "Telephone calls and emails about {c} have not been answered since {m}.",
            "The parent was not told that {c}'s social worker had left.",
            "Minutes of the meeting held in {m} have not been sent.",
            "The family heard about the decision from the school and not from the council.",
        ],
        [
            "The duty line rings out.",
            "Letters go to an old address although the new one was given in {m}.",
            "The parent does not read English and asked for a translation.",
            "Each message is passed to a different person.",
        ],
        [
            "The parent asks for one contact person.",
            "The complainant wants the minutes and a reply to the questions.",
            "The parent asks for a weekly update.",
        ],
    ),
    "Support for care leavers": (
        [
            "The young person has had no pathway plan since {m}.",
            "The care leaver says the personal adviser has changed four times in a year.",
            "The setting up home allowance of £{a} has not been paid.",
            "The young person was moved to a hostel with a day's notice.",
            "The young person has not been given the savings from their time in care.",
        ],
        [
            "The room is damp and the heating does not work.",
            "College starts in {m} and the bursary form has not been signed.",
            "The young person is sofa surfing.",
            "The landlord says the council has not confirmed the rent.",
        ],
        [
            "The young person wants a plan with dates.",
            "The advocate asks for a meeting within five days.",
            "The young person asks for the money owed.",
        ],
    ),
    "Placement or quality of care": (
        [
            "{c} says the placement does not feel safe.",
            "The parent complains that {c} has been moved three times since {m}.",
            "The complainant says that a bruise on {c} was not looked into.",
            "The residential home is said to have locked the kitchen at night.",
            "{c} shares a room with a much older young person.",
        ],
        [
            "The independent reviewing officer was not told.",
            "The allegation was reported in {m} and no outcome has been given.",
            "{c}'s belongings were put into bin bags.",
            "The school run takes ninety minutes each way.",
        ],
        [
            "{c} wants to move closer to family.",
            "The complainant wants the findings in writing.",
            "The advocate asks for a strategy meeting.",
        ],
    ),
    "Contact with family": (
        [
            "Supervised contact with {c} has been cancelled five times since {m}.",
            "The parent says that contact with {c} was moved to a centre two hours away.",
            "Sibling contact for {c} has not been arranged as the court ordered.",
            "The grandparents have not been allowed to telephone {c}.",
        ],
        [
            "The reasons were given after the event.",
            "The contact supervisor arrived late.",
            "Travel costs have not been paid back.",
        ],
        [
            "The parent asks for a timetable.",
            "The family asks for the missed sessions to be made up.",
            "The complainant wants contact in the community.",
        ],
    ),
    "Accuracy or sharing of records": (
        [
            "The report on {c} names the wrong father.",
            "Personal details of the mother were sent to the other parent.",
            "The case notes say that a visit took place in {m}; the parent says nobody came.",
            "A chronology given to the court leaves out two years.",
        ],
        [
            "A request to correct the record was not answered.",
            "The address was meant to be kept confidential.",
            "The data protection team was not told.",
        ],
        [
            "The parent wants the record corrected and the recipients told.",
            "The complainant asks for an apology and a check of the file.",
            "The complainant asks who saw the report.",
        ],
    ),
    "School attendance procedure": (
        [
            "The parent received a penalty notice although {c} was ill.",
            "A fine was issued for {c} without the two warning letters.",
            "The attendance officer met {c} at school without telling the parent.",
            "Absences of {c} were coded as unauthorised after the hospital letter was sent.",
        ],
        [
            "The school says it did not ask for the fine.",
            "The policy on the website is from another year.",
            "The parent asked for a meeting in {m}.",
        ],
        [
            "The parent asks for the notice to be withdrawn.",
            "The complainant wants the policy to be followed.",
            "The parent wants the codes corrected.",
        ],
    ),
    "School admissions": (
        [
            "The family's address was not accepted and {c} was given no school of choice.",
            "{c} has been on a waiting list since {m} without news.",
            "An in-year application for {c} was lost.",
            "The appeal panel did not send its reasons.",
        ],
        [
            "A neighbour further away was offered a place.",
            "The school and the council give different answers.",
            "{c} has been at home for {n} weeks.",
        ],
        [
            "The parent wants the application looked at again.",
            "The parent asks how the distance was measured.",
            "The family asks for a place at the nearest school.",
        ],
    ),
    "Safeguarding in education": (
        [
            "The parent says that bullying of {c} was reported to the school and nothing was done.",
            "A member of school staff is said to have restrained {c}.",
            "The complainant says a safeguarding referral by the school was false.",
        ],
        ["The governors did not reply.", "The school has closed the matter.", "The incident was in {m}."],
        [
            "The parent wants the council to investigate the school.",
            "The complainant asks for the notes of the referral.",
        ],
    ),
    "Adoption or special guardianship assessment": (
        [
            "The couple say the adoption assessment was stopped without reasons after {n} weeks.",
            "A match with two children broke down and the family was not supported.",
            "The special guardian of {c} was promised a support plan that never came.",
            "The assessor did not contact two of the referees.",
        ],
        [
            "The panel papers had errors.",
            "The agency and the council blame each other.",
            "The family read of the decision in a letter.",
        ],
        [
            "They ask for a review of the decision.",
            "The guardian asks for the allowance to be backdated.",
            "The couple want the lessons to be recorded.",
        ],
    ),
    "Early help and family support": (
        [
            "The family hub closed {c}'s case without telling the parent.",
            "A parenting course promised in {m} has not been offered.",
            "The counselling service for young people discharged {c} after one missed call.",
            "The short breaks offer for {c} was cut from four hours to two.",
        ],
        [
            "The worker left and nobody took over.",
            "The referral has to be made again.",
            "The waiting list is {n} weeks.",
        ],
        [
            "The parent asks for the support to start.",
            "The complainant asks why the case was closed.",
            "The parent wants the decision reviewed.",
        ],
    ),
    "Care proceedings": (
        [
            "The parent objects to statements made in the care proceedings about {c}.",
            "The complainant says the local authority misled the court.",
            "The parent disputes the final care plan for {c} which the court approved.",
        ],
        [
            "The case is still before the court.",
            "The judge dealt with the same point in {m}.",
            "The solicitor has advised the parent to complain.",
        ],
        ["The parent wants the statement withdrawn.", "The complainant wants {c} returned."],
    ),
    "Anonymous report": (
        [
            "An anonymous caller says that children at an address are left alone.",
            "An unsigned letter makes allegations about a foster carer.",
        ],
        ["No name or number was left.", "The matter was passed to the safeguarding hub."],
        ["No reply is possible."],
    ),
    "Not for this directorate": (
        [
            "The complaint is about a repair to a council flat.",
            "The complaint is about another borough's social workers.",
            "The complaint concerns a decision of an academy trust.",
        ],
        [
            "The complainant was given the right address.",
            "The complaint was sent on to the right department.",
        ],
        ["The complainant wants a reply from the council."],
    ),
    "Historic complaint": (
        [
            "The complainant was in care as a child and complains about events more than ten years ago.",
            "The complaint concerns a foster placement of many years ago; the complainant is now an adult.",
        ],
        [
            "The papers are in the archive.",
            "The events lie well outside the twelve months of the procedure.",
            "The complainant was told in {m} that the file could be read.",
        ],
        ["The complainant asks for a review of the file and an acknowledgement."],
    ),
}

# What members of Parliament, councillors and the Mayor write about.
ENQUIRIES = {
    "EHC assessment or plan out of time": (
        [
            "A constituent asks when the EHC plan for {c} will be issued.",
            "The office asks for an update on the assessment of {c}, requested in {m}.",
            "A resident says that {c} has waited {n} weeks for a plan.",
        ],
        [
            "The family has written to the office twice before.",
            "The head teacher supports the request.",
            "The constituent would like a telephone call.",
        ],
        ["Please reply so that the constituent can be told.", "The office asks for a date."],
    ),
    "School admissions": (
        [
            "A resident has not been offered a school place for {c}.",
            "The office asks why {c} was refused a place at the nearest school.",
        ],
        ["The appeal is listed for {m}.", "The family has moved since it applied."],
        ["Please advise what the family can do.", "The resident asks for a reply in writing."],
    ),
    "SEN travel assistance": (
        [
            "A constituent's application for school transport for {c} was refused.",
            "The taxi for {c} is late every day, the constituent says.",
        ],
        ["The parent has another child at a different school.", "The appeal was sent in {m}."],
        ["The office asks for the decision to be looked at again."],
    ),
    "Support for care leavers": (
        [
            "A care leaver has asked for help with housing.",
            "The office has been told that a young person leaving care has no adviser.",
        ],
        ["The young person is staying with a friend.", "A move was promised in {m}."],
        ["Please say what support is in place."],
    ),
    "Disagreement with a professional decision": (
        [
            "A constituent is unhappy with a decision about {c} and asks for it to be reviewed.",
            "The constituent says that concerns about {c} are not being taken seriously.",
        ],
        [
            "The constituent has been told about the complaints procedure.",
            "The case is before the family court.",
        ],
        ["The office asks for such information as can be shared."],
    ),
    "Payments to carers and providers": (
        [
            "A kinship carer in the constituency is owed £{a}.",
            "A nursery asks when the funded hours for {m} will be paid.",
        ],
        ["The carer has been told that the payment was made.", "Invoices have been sent twice."],
        ["Please confirm the date of payment."],
    ),
    "Policy or service question": (
        [
            "The councillor asks how many children are waiting for a school place in the ward.",
            "The office asks about plans for the youth club.",
            "A resident asks how to become a foster carer.",
            "The enquirer asks what holiday activities are offered this year.",
            "The enquirer asks for the eligibility rules for short breaks.",
        ],
        [
            "The question was raised at a ward meeting in {m}.",
            "Figures for the last three years are asked for.",
        ],
        ["A reply in writing is asked for."],
    ),
    "Safeguarding concern": (
        [
            "A resident is worried about a child in the same block.",
            "The office passes on a concern about {c}.",
        ],
        ["The matter was passed to the safeguarding hub on the same day."],
        ["Please confirm that it was received."],
    ),
}

COMPLIMENTS = {
    "Children's Social Care": [
        "The family thanks the worker for staying calm and kind through a very hard month.",
        "The parent says she was always told what would happen next and why.",
        "A young person writes that the personal adviser never gave up on him.",
        "The complaints process was explained step by step, and the parent felt listened to.",
        "The foster carer thanks the team for a quick answer on a Friday evening.",
        "The grandmother says the social worker treated her with respect and kept every promise.",
        "A solicitor praises the clear and careful evidence given at court.",
        "The school says the worker's visits made a real difference to the boy's attendance.",
    ],
    "Education Services": [
        "The parent thanks the officer for sorting out the travel in one day.",
        "The support in class has changed how the child sees himself, the family writes.",
        "The parent found the plan writer patient, prompt and thorough.",
        "The head teacher praises the advisory teacher's steady help over the year.",
        "The family was less anxious because every email was answered.",
        "The parent says the tribunal was avoided thanks to the officer's effort.",
    ],
    "Families, Quality and Commissioning": [
        "The parent says the family hub gave her confidence.",
        "A provider thanks the commissioning officer for clear guidance.",
        "The father praises the course and the people who ran it.",
    ],
}

FOI_SUBJECTS = [
    "Number of EHC plans issued within 20 weeks, by year",
    "Spend on agency social workers",
    "School exclusions by ethnicity",
    "Cost of home to school travel",
    "Number of children placed outside the borough",
    "Unaccompanied children and age assessments",
    "Elective home education figures",
    "Tribunal appeals and their cost",
    "Vacancies and turnover among social workers",
    "Children missing education",
    "Policies on kinship care allowances",
    "Contracts for supported accommodation",
    "Number of school places and forecasts",
    "Complaints upheld by the Ombudsman",
    "Use of restraint in settings",
    "Fostering fees paid to agencies",
    "Early years funding rates",
    "Penalty notices for school absence",
    "Number of foster carers approved and lost",
    "Minutes of the children's improvement board",
]

# Why complainants ask for Stage 2, by division.
STAGE_2_REASONS = {
    "Children's Social Care": [
        "Disagrees with the reviewing officer's assessment and the accuracy of the file",
        "Dissatisfied with the adoption assessment",
        "Disagrees with the Stage 1 response",
        "Lack of support and delay in receiving funds",
    ],
    "Education Services": [
        "Delay and failure in the EHC assessment or plan process",
        "Attendance policy not followed",
        "Disagrees with the Stage 1 response",
    ],
    "Families, Quality and Commissioning": [
        "Dissatisfied with a counselling service for young people",
        "Disagrees with the Stage 1 response",
    ],
}

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def fill(rng, sentence, child, month):
    return sentence.format(
        c=child or "the child", n=rng.randrange(6, 44), m=month, a=f"{rng.randrange(8, 480) * 10:,}"
    )


def summary(rng, bank, theme, child, received):
    """One to four sentences on a theme, as a caseworker would log them."""
    openings, details, wishes = bank[theme]
    month = MONTHS[(received.month - 2 - rng.randrange(1, 7)) % 12]
    sentences = [rng.choice(openings)]
    for detail in rng.sample(details, min(len(details), rng.choice((0, 1, 1, 2)))):
        sentences.append(detail)
    if rng.random() < 0.7:
        sentences.append(rng.choice(wishes))
    text = " ".join(fill(rng, s, child, month) for s in sentences)
    return text[0].upper() + text[1:]
