package dev.gembourse.bench.scale;

import java.util.List;

/**
 * What is compared.
 *
 * @param trades of one round; as many are settled in every ledger before, to warm up
 * @param fewAccounts in the small ledger
 * @param ledgerSizes trades in the large ledgers before they are measured
 * @param accountNumbers accounts in further ledgers
 * @param quick whether nothing is measured
 */
record ScaleSettings(
        int trades,
        int rounds,
        int fewAccounts,
        List<Integer> ledgerSizes,
        List<Integer> accountNumbers,
        boolean quick) {

    static final ScaleSettings QUICK = new ScaleSettings(500, 1, 100, List.of(2_000), List.of(), true);
}
