package dev.gembourse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes files of trades like those of an exchange, from a seed. */
final class TradeFiles {

    private TradeFiles() {}

    static Path write(Path folder, String symbol, int rows, long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder csv = new StringBuilder("time,symbol,side,price,quantity,trade_id\n");
        Instant time = Instant.parse("2019-10-11T00:00:00Z");
        long price = 140_000 + random.nextInt(10_000);
        for (int row = 0; row < rows; row++) {
            time = time.plusMillis(random.nextInt(2_000));
            price = Math.max(1, price + random.nextInt(-200, 201));
            csv.append("%s,%s,%s,0.%08d,%d,%d%n"
                    .formatted(
                            time,
                            symbol,
                            random.nextInt(100) < 60 ? "BUY" : "SELL",
                            price,
                            1 + random.nextInt(500),
                            row + 1));
        }
        return Files.writeString(folder.resolve("trades-" + symbol + ".csv"), csv);
    }
}
