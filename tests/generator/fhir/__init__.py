"""Tests of generator/fhir."""
