;; Compares one 1024-bit filter with many: AND, population count, Dice against a threshold. Memory is imported.
;; One half of a filter is counted in vectors, the other in words of 64 bits: processors do both at a time.
;; scan(query, store, counts, from, to, queryCount, permille, out) -> number of hits
;;   query      address of 128 bytes
;;   store      address of filters of 128 bytes each
;;   counts     address of their population counts, i32 each
;;   from, to   first filter and the one behind the last
;;   permille   smallest Dice similarity in thousandths; Dice = 2 |a AND b| / (|a| + |b|)
;;   out        address for pairs of i32: index of the filter, |a AND b|
(module
  (import "scan" "memory" (memory 1))
  (func (export "scan")
    (param $query i32) (param $store i32) (param $counts i32) (param $from i32) (param $to i32)
    (param $queryCount i32) (param $permille i32) (param $out i32) (result i32)
    (local $q0 v128) (local $q1 v128) (local $q2 v128) (local $q3 v128)
    (local $w0 i64) (local $w1 i64) (local $w2 i64) (local $w3 i64)
    (local $w4 i64) (local $w5 i64) (local $w6 i64) (local $w7 i64)
    (local $sum v128) (local $words i64) (local $at i32) (local $both i32) (local $first i32)
    (local.set $q0 (v128.load offset=0 (local.get $query)))
    (local.set $q1 (v128.load offset=16 (local.get $query)))
    (local.set $q2 (v128.load offset=32 (local.get $query)))
    (local.set $q3 (v128.load offset=48 (local.get $query)))
    (local.set $w0 (i64.load offset=64 (local.get $query)))
    (local.set $w1 (i64.load offset=72 (local.get $query)))
    (local.set $w2 (i64.load offset=80 (local.get $query)))
    (local.set $w3 (i64.load offset=88 (local.get $query)))
    (local.set $w4 (i64.load offset=96 (local.get $query)))
    (local.set $w5 (i64.load offset=104 (local.get $query)))
    (local.set $w6 (i64.load offset=112 (local.get $query)))
    (local.set $w7 (i64.load offset=120 (local.get $query)))
    (local.set $first (local.get $out))
    (local.set $at (i32.add (local.get $store) (i32.shl (local.get $from) (i32.const 7))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        ;; At most 8 set bits in each of four vectors: a lane counts up to 32.
        (local.set $sum (i8x16.add
          (i8x16.add
            (i8x16.popcnt (v128.and (local.get $q0) (v128.load offset=0 (local.get $at))))
            (i8x16.popcnt (v128.and (local.get $q1) (v128.load offset=16 (local.get $at)))))
          (i8x16.add
            (i8x16.popcnt (v128.and (local.get $q2) (v128.load offset=32 (local.get $at))))
            (i8x16.popcnt (v128.and (local.get $q3) (v128.load offset=48 (local.get $at)))))))
        (local.set $words (i64.add
          (i64.add
            (i64.add
              (i64.popcnt (i64.and (local.get $w0) (i64.load offset=64 (local.get $at))))
              (i64.popcnt (i64.and (local.get $w1) (i64.load offset=72 (local.get $at)))))
            (i64.add
              (i64.popcnt (i64.and (local.get $w2) (i64.load offset=80 (local.get $at))))
              (i64.popcnt (i64.and (local.get $w3) (i64.load offset=88 (local.get $at))))))
          (i64.add
            (i64.add
              (i64.popcnt (i64.and (local.get $w4) (i64.load offset=96 (local.get $at))))
              (i64.popcnt (i64.and (local.get $w5) (i64.load offset=104 (local.get $at)))))
            (i64.add
              (i64.popcnt (i64.and (local.get $w6) (i64.load offset=112 (local.get $at))))
              (i64.popcnt (i64.and (local.get $w7) (i64.load offset=120 (local.get $at))))))))
        (local.set $sum (i32x4.dot_i16x8_s
          (i16x8.extadd_pairwise_i8x16_u (local.get $sum)) (v128.const i16x8 1 1 1 1 1 1 1 1)))
        (local.set $sum (i32x4.add (local.get $sum)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
        (local.set $both (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.wrap_i64 (local.get $words))))
        (if (i32.ge_u
              (i32.mul (local.get $both) (i32.const 2000))
              (i32.mul (local.get $permille)
                (i32.add (local.get $queryCount)
                  (i32.load (i32.add (local.get $counts) (i32.shl (local.get $from) (i32.const 2)))))))
          (then
            (i32.store offset=0 (local.get $out) (local.get $from))
            (i32.store offset=4 (local.get $out) (local.get $both))
            (local.set $out (i32.add (local.get $out) (i32.const 8)))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $first)) (i32.const 3))))
