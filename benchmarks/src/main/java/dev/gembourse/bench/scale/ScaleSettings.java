package dev.gembourse.bench.scale;

import java.util.List;

/**
 * What is compared.
 *
 * @param trades of one round; as many are settled in every ledger before, to warm up
 * @param fewAccounts in the small ledger
 * @param ledgerSizes trades in the large ledgers before they are measured
 * @param accountNumbers accounts in further ledgers
 */
record ScaleSettings(int trades, int rounds, int fewAccounts, List<Integer> ledgerSizes, List<Integer> accountNumbers) {

    static final ScaleSettings QUICK = new ScaleSettings(2_000, 1, 200, List.of(6_000), List.of());
}
