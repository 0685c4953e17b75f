"""The facts a letter may be filled with, and what to do when one is missing. Source: rule book 9.3."""

from __future__ import annotations

# name of the place in a template -> the sentence shown when a letter needs it and it is not known
FACTS = {
    "address": "Enter the address of the person the letter goes to",
    "advocate_contact": "Enter how to reach the advocacy service, in Settings",
    "advocate_name": "Enter the name of the advocate",
    "advocate_org": "Enter the organisation the advocate works for",
    "case_ref": "Log the case first, so that it has a reference",
    "case_type": "Choose what kind of case this is",
    "child_name_or_initials": "Enter the name or initials of the child",
    "complainant_relationship": "Enter how the person complaining is related to the child",
    "contact_email": "Enter the team's email address, in Settings",
    "contact_phone": "Enter the team's phone number, in Settings",
    "due_date": "Choose what kind of case this is, and let a stopped clock go on, so that it has a due date",
    "ico_block": "Enter how to reach the Information Commissioner, in the letter blocks",
    "max_due_date": "Choose what kind of case this is, so that it has a latest due date",
    "ombudsman_block": "Enter how to reach the Ombudsman, in the letter blocks",
    "received_date": "Enter the date the case was received",
    "recipient_name": "Enter the name of the person complaining",
    "representing": "Enter whom the person complaining speaks for",
    "salutation": "Enter how to greet the person the letter goes to, such as Dear Ms Wyn",
    "service_name": "Choose the service the case is about",
    "signatory_name": "Enter the name of the person who signs",
    "signatory_role": "Enter the job of the person who signs",
    "stage": "Choose the stage of the case",
    "summary": "Enter the summary of the case in words the person can check",
    "today": "Enter the date of the letter",
}
