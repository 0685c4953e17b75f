"""Tests of the page of advocacy."""
