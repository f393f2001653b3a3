#!/usr/bin/env bash
# Mọi kiểm tra của kho, ở máy mình cũng như ở máy chủ. Chạy hết rồi mới báo: mã thoát 1 nếu có điều phải xem.
# CCHC_FORMAT=github hay text chọn cách kể lỗi.
cd "$(dirname "$0")" || exit 3
noi=(bo-tieu-chi huong-dan phieu tep-thu)
ket_qua=0
chay() {
  echo "== $*"
  "$@" || ket_qua=1
}
chay cchc-rules check --quiet --format "${CCHC_FORMAT:-text}" "${noi[@]}"
chay cchc-rules fmt --check "${noi[@]}"
chay cchc-rules test tep-thu
chay cchc-rules snapshot --check
exit "$ket_qua"
