from greenroom.billing.models.ledger import Charge, Price

__all__ = ["Charge", "Price"]
