"""The Lewisham export: its columns, the directorate's services and themes, and how a case is described.

Shared by the generator of 2024-25, the benchmark generator and the test files.
"""

from . import people, wording

CORPORATE, STATUTORY, GENERAL, MAYOR, MEMBER, MP, CHIEF = TYPES = [
    "Corporate Stage 1",
    "Children Act Stage 1",
    "General enquiry",
    "Mayor enquiry",
    "Member enquiry",
    "MP enquiry",
    "Chief Executive enquiry",
]
CSC, EDU, FQC = DIVISIONS = [
    "Children's Social Care",
    "Education Services",
    "Families, Quality and Commissioning",
]

SERVICES = {
    CSC: {
        "Disagreement with a professional decision": [
            ("Family Social Work", "Family Social Work Team 2"),
            ("Referral and Assessment", "Assessment Team 1"),
            ("Quality Assurance", "Child Protection Conference Service"),
        ],
        "Attitude or conduct of staff": [
            ("Family Social Work", "Family Social Work Team 4"),
            ("Referral and Assessment", "Assessment Team 3"),
            ("Quality Assurance", "Independent Reviewing Service"),
        ],
        "Communication": [
            ("Family Social Work", "Family Social Work Team 1"),
            ("Corporate Parenting", "Children Looked After Team 2"),
        ],
        "Support for care leavers": [
            ("Corporate Parenting", "Leaving Care Team 1"),
            ("Corporate Parenting", "Leaving Care Team 2"),
        ],
        "Placement or quality of care": [("Corporate Parenting", "Children Looked After Team 1")],
        "Contact with family": [("Corporate Parenting", "Contact Service")],
        "Accuracy or sharing of records": [("Family Social Work", "Family Social Work Team 3")],
        "Adoption or special guardianship assessment": [("Corporate Parenting", "Permanence Team")],
        "Payments to carers and providers": [
            ("Corporate Parenting", "Fostering Support Team"),
            ("Corporate Parenting", "Permanence Team"),
            ("Corporate Parenting", "Placements Team"),
        ],
        "Care proceedings": [("Family Social Work", "Court Team")],
        "Historic complaint": [("Corporate Parenting", "Post Care Group")],
        "Safeguarding concern": [("Referral and Assessment", "Multi-Agency Safeguarding Hub")],
        "*": [
            ("Family Social Work", "Family Social Work Team 5"),
            ("Corporate Parenting", "Children Looked After Team 2"),
        ],
    },
    EDU: {
        "EHC assessment or plan out of time": [("Integrated Services & SEND", "SEN Team")],
        "Missed education or provision": [
            ("Integrated Services & SEND", "SEN Team"),
            ("Access and Inclusion", "Fair Access Team"),
        ],
        "SEN travel assistance": [("Integrated Services & SEND", "SEN Travel Team")],
        "School attendance procedure": [("Access and Inclusion", "Attendance Team")],
        "School admissions": [("Access and Inclusion", "School Admissions")],
        "Safeguarding in education": [("Access and Inclusion", "Safeguarding in Education")],
        "Payments to carers and providers": [
            ("Early Years", "Early Years Funding"),
            ("Integrated Services & SEND", "SEN Finance"),
        ],
        "*": [("Integrated Services & SEND", "SEN Team"), ("Virtual School", "Virtual School")],
    },
    FQC: {
        "Early help and family support": [
            ("Family Hubs and Early Help", "Family Hub North"),
            ("Family Hubs and Early Help", "Family Hub South"),
            ("Youth Services", "Counselling for Young People"),
        ],
        "Payments to carers and providers": [("Joint Commissioning", "Placements Commissioning")],
        "*": [
            ("Joint Commissioning", "Children's Commissioning"),
            ("Quality and Improvement", "Quality and Improvement"),
        ],
    },
}
COMPLAINT_THEMES = {
    (CORPORATE, EDU): {
        "EHC assessment or plan out of time": 48,
        "Missed education or provision": 16,
        "SEN travel assistance": 14,
        "School attendance procedure": 6,
        "School admissions": 7,
        "Communication": 5,
        "Safeguarding in education": 3,
    },
    (CORPORATE, CSC): {
        "Communication": 6,
        "Attitude or conduct of staff": 7,
        "Accuracy or sharing of records": 5,
        "Support for care leavers": 3,
        "Adoption or special guardianship assessment": 3,
        "Disagreement with a professional decision": 3,
    },
    (CORPORATE, FQC): {
        "Early help and family support": 6,
        "Communication": 2,
        "Attitude or conduct of staff": 1,
    },
    (STATUTORY, CSC): {
        "Disagreement with a professional decision": 32,
        "Attitude or conduct of staff": 23,
        "Communication": 13,
        "Support for care leavers": 12,
        "Placement or quality of care": 9,
        "Contact with family": 9,
        "Accuracy or sharing of records": 7,
        "Adoption or special guardianship assessment": 5,
        "Payments to carers and providers": 5,
    },
    (STATUTORY, EDU): {"Missed education or provision": 1},
    (STATUTORY, FQC): {
        "Early help and family support": 5,
        "Disagreement with a professional decision": 3,
        "Communication": 2,
    },
}
RETURNED_THEMES = {  # 4.1: themes of returned and withdrawn complaints
    CORPORATE: [
        "Safeguarding in education",
        "EHC assessment or plan out of time",
        "School attendance procedure",
    ],
    STATUTORY: [
        "Care proceedings",
        "Attitude or conduct of staff",
        "Anonymous report",
        "Not for this directorate",
    ],
}
ENQUIRY_THEMES = {
    CSC: {
        "Disagreement with a professional decision": 5,
        "Support for care leavers": 4,
        "Payments to carers and providers": 3,
        "Safeguarding concern": 3,
        "Policy or service question": 2,
    },
    EDU: {
        "EHC assessment or plan out of time": 8,
        "School admissions": 5,
        "SEN travel assistance": 4,
        "Policy or service question": 2,
    },
    FQC: {"Policy or service question": 5, "Payments to carers and providers": 2},
}
ROOT_CAUSES = {
    "EHC assessment or plan out of time": ["Delay", "Staff capacity", "Advice from a partner late"],
    "Missed education or provision": ["Service not provided", "No provider available"],
    "SEN travel assistance": ["Delay", "Contractor performance"],
    "Payments to carers and providers": ["Payment error", "Delay", "System or process failure"],
    "Disagreement with a professional decision": ["Decision disputed"],
    "Attitude or conduct of staff": ["Staff conduct", "Poor communication"],
    "Communication": ["Poor communication", "Staff turnover"],
    "Accuracy or sharing of records": ["Record keeping", "Data breach"],
}
CHANNELS = {
    "complaint": (["Self service", "Email", "Phone", "Letter", "Form", "In person"], [52, 33, 8, 4, 2, 1]),
    "enquiry": (["Email", "Phone", "Self service", "Letter"], [90, 5, 3, 2]),
}

CASE_HEADER = [
    "Case Ref",
    "Case Type",
    "Date Received",
    "Date Acknowledged",
    "Date Due",
    "Extension Agreed",
    "Extended Due Date",
    "Date Responded",
    "Case Status",
    "Case Type At Closure",
    "Outcome",
    "Division",
    "Service",
    "Team",
    "Channel",
    "Raised By",
    "Complainant Name",
    "Relationship To Child",
    "Child Name",
    "Child Age",
    "Address Line 1",
    "Address Line 2",
    "Town",
    "Postcode",
    "Ward",
    "Case Summary",
    "Theme",
    "Root Cause",
    "Payment Related",
    "Case Review",
    "Advocate Involved",
    "Advocacy Provider",
    "Gender",
    "Ethnicity",
    "Disability",
    "Sexual Orientation",
    "Age Band",
]
STAGE_HEADER = [
    "Escalation Ref",
    "Case Ref",
    "Stage",
    "Procedure",
    "Division",
    "Service",
    "Date Requested",
    "Date Accepted",
    "Date Due",
    "Extended Due Date",
    "Date Suspended",
    "Date Resumed",
    "Date Withdrawn",
    "Panel Date",
    "Panel Findings Issued",
    "Date Completed",
    "Outcome",
    "Escalation Reason",
    "Details",
    "Remedy",
    "Compensation (GBP)",
    "Investigating Officer",
    "Independent Person",
    "Advocate Involved",
    "Ombudsman Ref",
]
COMPLIMENT_HEADER = [
    "Compliment Ref",
    "Date Received",
    "Division",
    "Service",
    "Team",
    "From",
    "Relationship",
    "Channel",
    "Compliment",
]
FOI_HEADER = [
    "Request Ref",
    "Request Type",
    "Parent Request Ref",
    "Date Received",
    "Date Due",
    "Date Responded",
    "Division",
    "Subject",
    "Requester Type",
    "Outcome",
]
ADVOCACY_HEADER = [
    "Referral Ref",
    "Provider",
    "Young Person",
    "Age",
    "Eligible Group",
    "Referred By",
    "Date Referred",
    "Supported At",
    "Case Ref",
    "Escalation Ref",
    "Hours Delivered",
    "Date Closed",
]
ACTION_HEADER = [
    "Action Ref",
    "Case Ref",
    "Escalation Ref",
    "Arising From",
    "Action Type",
    "Action",
    "Amount (GBP)",
    "Owner",
    "Date Agreed",
    "Date Due",
    "Date Completed",
    "Action Status",
]


def uk(day):
    """dd/mm/yyyy, or nothing for no date."""
    return day.strftime("%d/%m/%Y") if day else ""


def new_case(kind, received):
    return {
        "type": kind,
        "closed type": kind,
        "received": received,
        "on time": False,
        "division": None,
        "payment": False,
        "review": False,
        "outcome": "",
        "extended": None,
        "responded": None,
        "advocate": "",
        "theme": None,
    }


def set_theme(rng, case):
    complaint = case["type"] in (CORPORATE, STATUTORY)
    division = case["division"]
    if case["review"]:
        theme = "Historic complaint"
    elif case["payment"]:
        theme = "Payments to carers and providers"
    elif case["outcome"] in ("Returned", "Withdrawn") and (case["type"], division) in (
        (CORPORATE, EDU),
        (STATUTORY, CSC),
    ):
        theme = rng.choice(RETURNED_THEMES[case["type"]])
    else:
        weights = COMPLAINT_THEMES[case["type"], division] if complaint else ENQUIRY_THEMES[division]
        theme = rng.choices(list(weights), list(weights.values()))[0]
    case["theme"] = theme
    if case["type"] == STATUTORY and theme == "Payments to carers and providers":
        case["payment"] = True
    service = SERVICES[division]
    case["service"], case["team"] = rng.choice(service.get(theme, service["*"]))
    causes = ROOT_CAUSES.get(theme, ["Service not provided", "Delay", "Decision disputed"])
    case["root cause"] = rng.choice(causes) if complaint and rng.random() < 0.8 else ""


RAISED_BY = {
    GENERAL: ["Resident", "Professional", "Provider"],
    MAYOR: ["Mayor's office"],
    MEMBER: ["Councillor"],
    MP: ["MP's office"],
    CHIEF: ["Resident", "Partner organisation"],
}


def set_people(rng, case):
    """Who complains, about which child, from where, and how."""
    complaint = case["type"] in (CORPORATE, STATUTORY)
    adult = people.person(rng)
    case["relationship"] = ""
    if complaint:
        if case["theme"] == "Payments to carers and providers":
            raised = rng.choices(
                ["Foster carer", "Connected carer", "Special guardian", "Provider"],
                [4, 3, 3, 4 if case["type"] == CORPORATE else 0],
            )[0]
        elif case["theme"] == "Support for care leavers":
            raised = rng.choices(["Young person", "Advocate"], [2, 1])[0]
        elif case["theme"] == "Historic complaint":
            raised = "Former child in care"
        elif case["theme"] == "Anonymous report":
            raised = "Anonymous"
        else:
            raised = rng.choices(
                [
                    "Parent",
                    "Grandparent",
                    "Other relative",
                    "Foster carer",
                    "Young person",
                    "Advocate",
                    "Solicitor",
                ],
                [80, 6, 4, 4, 2, 2, 2],
            )[0]
        case["relationship"] = {
            "Parent": "Mother" if adult.sex == "F" else "Father",
            "Grandparent": "Grandmother" if adult.sex == "F" else "Grandfather",
            "Young person": "Self",
            "Former child in care": "Self",
        }.get(raised, raised if raised not in ("Provider", "Anonymous", "Solicitor") else "")
    else:
        raised = rng.choice(RAISED_BY[case["type"]])
        case["relationship"] = rng.choice(["Mother" if adult.sex == "F" else "Father", "", "Resident"])
    case["raised by"] = raised
    child, age = None, ""
    if raised in ("Young person", "Former child in care"):
        child, age = adult, rng.randrange(14, 25) if raised == "Young person" else rng.randrange(26, 49)
    elif (
        raised not in ("Provider", "Anonymous")
        and (complaint or rng.random() < 0.7)
        and case["theme"] != "Policy or service question"
    ):
        child, age = people.child_of(rng, adult), rng.randrange(2, 19)
        if raised in ("Foster carer", "Connected carer", "Advocate", "Solicitor"):
            child = people.person(rng)
    case["complainant"] = "Anonymous" if raised == "Anonymous" else adult.name
    case["child"], case["age"] = child.name if child else "", age
    if raised == "Anonymous":
        case["address"] = ("", "", "", "", "")
    else:
        case["address"] = people.address(rng, "lewisham")
        if rng.random() < 0.04:
            case["address"] = ("", "", "", "", case["address"][4] if rng.random() < 0.5 else "")
    values, weights = CHANNELS["complaint" if complaint else "enquiry"]
    case["channel"] = rng.choices(values, weights)[0]
    case["equalities"] = people.equalities(rng, adult.sex, age if child is adult else None)
    bank = wording.THEMES if complaint else wording.ENQUIRIES
    case["summary"] = wording.summary(
        rng, bank, case["theme"], child.given if child else None, case["received"]
    )
    if rng.random() < 0.03:  # as typed by people: line breaks, quotes, commas, semicolons
        case["summary"] = (
            case["summary"].replace(". ", ".\n", 1)
            + ' The complainant wrote: "please, do not just apologise; act".'
        )


def case_row(c):
    line_1, line_2, town, postcode, ward = c["address"]
    gender, ethnicity, disability, orientation, age_band = c["equalities"]
    return {
        "Case Ref": c["ref"],
        "Case Type": c["type"],
        "Date Received": uk(c["received"]),
        "Date Acknowledged": uk(c["acknowledged"]),
        "Date Due": uk(c["due"]),
        "Extension Agreed": "Yes" if c["extended"] else "No",
        "Extended Due Date": uk(c["extended"]),
        "Date Responded": uk(c["responded"]),
        "Case Status": "Closed" if c["responded"] else "Open",
        "Case Type At Closure": c["closed type"] if c["responded"] else "",
        "Outcome": c["outcome"],
        "Division": c["division"],
        "Service": c["service"],
        "Team": c["team"],
        "Channel": c["channel"],
        "Raised By": c["raised by"],
        "Complainant Name": c["complainant"],
        "Relationship To Child": c["relationship"],
        "Child Name": c["child"],
        "Child Age": c["age"],
        "Address Line 1": line_1,
        "Address Line 2": line_2,
        "Town": town,
        "Postcode": postcode,
        "Ward": ward,
        "Case Summary": c["summary"],
        "Theme": c["theme"],
        "Root Cause": c["root cause"],
        "Payment Related": "Yes" if c["payment"] else "No",
        "Case Review": "Yes" if c["review"] else "No",
        "Advocate Involved": "Yes" if c["advocate"] else "No",
        "Advocacy Provider": c["advocate"],
        "Gender": gender,
        "Ethnicity": ethnicity,
        "Disability": disability,
        "Sexual Orientation": orientation,
        "Age Band": age_band,
    }


def stage(number, kind, case, requested, procedure, **more):
    record = {
        "ref": f"ESC{number:05d}",
        "case": case,
        "stage": kind,
        "procedure": procedure,
        "requested": requested,
        "accepted": None,
        "due": None,
        "extended": None,
        "suspended": None,
        "resumed": None,
        "withdrawn": None,
        "panel": None,
        "findings": None,
        "completed": None,
        "outcome": "",
        "reason": "",
        "details": "",
        "remedy": "",
        "compensation": "",
        "officer": "",
        "independent": "",
        "advocate": False,
        "ombudsman": "",
    }
    record.update(more)
    return record


def stage_row(r):
    return {
        "Escalation Ref": r["ref"],
        "Case Ref": r["case"]["ref"],
        "Stage": r["stage"],
        "Procedure": r["procedure"],
        "Division": r["case"]["division"],
        "Service": r["case"]["service"],
        "Date Requested": uk(r["requested"]),
        "Date Accepted": uk(r["accepted"]),
        "Date Due": uk(r["due"]),
        "Extended Due Date": uk(r["extended"]),
        "Date Suspended": uk(r["suspended"]),
        "Date Resumed": uk(r["resumed"]),
        "Date Withdrawn": uk(r["withdrawn"]),
        "Panel Date": uk(r["panel"]),
        "Panel Findings Issued": uk(r["findings"]),
        "Date Completed": uk(r["completed"]),
        "Outcome": r["outcome"],
        "Escalation Reason": r["reason"],
        "Details": r["details"],
        "Remedy": r["remedy"],
        "Compensation (GBP)": r["compensation"],
        "Investigating Officer": r["officer"],
        "Independent Person": r["independent"],
        "Advocate Involved": "Yes" if r["advocate"] else "No",
        "Ombudsman Ref": r["ombudsman"],
    }
