"""The report: results.json turned into a page, a Markdown file, tables and figures."""

from compare.report.write import write_report

__all__ = ["write_report"]
