#!/usr/bin/env bash
# Viết bao-cao.md: kho đang có khác bản gốc (nhánh, thẻ, mã của git) ở đâu. Cách dùng: bash bao-cao.sh main
# Báo cáo có cả khi thay đổi thêm lỗi; kiem-tra.sh mới là nơi chặn.
cd "$(dirname "$0")" || exit 3
goc=${1:?nêu bản gốc, như: bash bao-cao.sh main}
ket_qua=0
cchc-rules report "$goc" . --sheets phieu --format md -o bao-cao.md || ket_qua=$?
# 1 là thay đổi thêm lỗi, báo cáo đã nói; số khác là không viết được báo cáo.
[ "$ket_qua" -le 1 ] || exit "$ket_qua"
echo "Đã viết bao-cao.md."
