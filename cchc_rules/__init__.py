"""Rules as code for Vietnamese scoring rubrics (Chỉ số cải cách hành chính)."""

__version__ = "0.1.0"
