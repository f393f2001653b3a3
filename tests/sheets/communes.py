"""Communes of the Mekong delta and the south-east whose names differ by a tone, a mark or the order of words.

Real names from the official list of administrative units; within one province several of them stand side by side.
"""

_NAMES = """
Tân Thành, Tân Thạnh, Tân Thanh, Thạnh Tân, Thành Tân, Thanh Tân, An Thạnh, Thạnh An, Thanh An, Thành An, An Thành,
Hòa An, An Hòa, Tân An, An Tân, Tân Hòa, Hòa Tân, Tân Hội, Tân Hưng, Tân Hùng, Tân Phú, Phú Tân, Tân Bình, Bình Tân,
Tân Long, Long Tân, Tân Mỹ, Mỹ Tân, Bình Thành, Bình Thạnh, Bình Thanh, Thạnh Bình, Thanh Bình, An Bình, Bình An,
Phú An, An Phú, Hòa Bình, Bình Hòa, Bình Phú, Phú Bình, Hiệp Hòa, Hòa Hiệp, Mỹ An, An Mỹ, Mỹ Hòa, Hòa Mỹ, Mỹ Thạnh,
Thạnh Mỹ, Mỹ Thành, Mỹ Thanh, Thanh Mỹ, An Long, Long An, Phú Long, Long Phú, Mỹ Long, Long Mỹ, Vĩnh Thạnh, Vĩnh Thành,
Vĩnh Thanh, Vĩnh Hòa, Vĩnh Hóa, Thạnh Hòa, Thanh Hòa, Thạnh Phú, Thành Phú, Thanh Phú, Thạnh Lộc, Thanh Lộc, Thạnh Trị,
Thạnh Lợi, Thành Lợi, Thanh Lợi, Thạnh Đông, Thành Đông, Thanh Đông, Phú Thạnh, Phú Thành, Thạnh Thới An, Thới An,
Đông Hòa, Đông Hòa Hiệp, Xuân Lộc, Nà Tấu, Nà Tâu, Mường Lạn, Mường Lan
"""
COMMUNES = tuple(f"Xã {' '.join(name.split())}" for name in _NAMES.split(","))
