from greenroom.reports.models.choices import ReportChoice
from greenroom.reports.models.letters import Letter
from greenroom.reports.models.packages import Package, PackageItem
from greenroom.reports.models.shares import Remark, Share
from greenroom.reports.models.translations import Translation

__all__ = ["Letter", "Package", "PackageItem", "Remark", "ReportChoice", "Share", "Translation"]
