"""The commerce database in memory, for tests: gone with the process."""

from presspass.adapters.memory_commerce.commerce import MemoryCommerce

__all__ = ["MemoryCommerce"]
