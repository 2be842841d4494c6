package dev.gembourse.processor.settlement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How settlement works.
 *
 * @param feeBasisPoints what a trade costs, in hundredths of a percent of its notional, 0 to 10,000
 * @param cachedHoldings rows of accounts (one per account and unit) that each consumer thread keeps in memory, about 70 bytes
 *     each
 * @param quoteWait longest time that a batch waits for prices that the senders of its trades have seen
 */
@ConfigurationProperties("gembourse.settlement")
public record SettlementSettings(
        @DefaultValue("0") int feeBasisPoints,
        @DefaultValue("300000") int cachedHoldings,
        @DefaultValue("1s") Duration quoteWait) {}
