"""Questionnaires, answers, results and plans -> FHIR R4, which clinics' programs exchange: plain data."""
