package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** Gifts from partition to partition, through a real broker and two real transactions. */
class GiftTest {

    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();

    @Test
    void aGiftGoesFromOnePartitionToAnother() {
        AccountId ann = player("gift-ann-", 0, "100");
        AccountId bob = player("gift-bob-", 1, "5");
        SendGift plain = gift("k", ann, bob, "USD", "40");
        SendGift gift = new SendGift(
                plain.operationId(), ann, bob, plain.money(), new Note("enjoy"), null, plain.submittedAt());

        OperationView sent = PROCESSOR.settle(gift);
        OperationView received = settled(ReceiveGift.operationOf(ann, gift.operationId()));

        assertThat(sent.status()).isEqualTo(Status.SETTLED);
        assertThat(sent.kind()).isEqualTo("GIFT");
        assertThat(json("/v1/operations/" + gift.operationId(), "/result/receipt"))
                .isEqualTo(received.operationId().toString());
        assertThat(received.kind()).isEqualTo("GIFT_RECEIPT");
        assertThat(received.accountId()).isEqualTo(bob.toString());
        assertThat(statement(ann)).startsWith("GIFT -40.00 = 60.00 " + bob + " enjoy");
        assertThat(statement(bob)).startsWith("GIFT 40.00 = 45.00 " + ann + " enjoy");
    }

    @Test
    void aGiftThatNobodyCanReceiveComesBack() {
        AccountId ann = player("gift-ann-", 2, "100");
        AccountId nobody = inPartition("gift-nobody-", 3);
        SendGift gift = gift("k", ann, nobody, "USD", "40");

        PROCESSOR.settle(gift);
        OperationView returned = settled(ReturnGift.operationOf(ann, gift.operationId()));
        OperationView refused = settled(ReceiveGift.operationOf(ann, gift.operationId()));

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.reason()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(refused.kind()).isEqualTo("GIFT_RECEIPT");
        assertThat(returned.status()).isEqualTo(Status.SETTLED);
        assertThat(json("/v1/operations/" + returned.operationId(), "/result/returnedFor"))
                .isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(statement(ann))
                .startsWith(
                        "GIFT_RETURN 40.00 = 100.00 " + nobody + " ACCOUNT_NOT_FOUND", "GIFT -40.00 = 60.00 " + nobody);
    }

    @Test
    void aGiftThatIsAskedForTwiceIsGivenOnce() {
        AccountId ann = player("gift-ann-", 1, "100");
        AccountId bob = player("gift-bob-", 2, "0.01");
        SendGift gift = gift("k", ann, bob, "USD", "40");
        TradingCommand receipt = new ReceiveGift(
                ReceiveGift.operationOf(ann, gift.operationId()),
                bob,
                ann,
                gift.operationId(),
                gift.money(),
                null,
                gift.submittedAt());

        PROCESSOR.settle(gift);
        settled(receipt.operationId());
        PROCESSOR.settle(receipt);
        PROCESSOR.settle(gift);

        assertThat(statement(ann)).startsWith("GIFT -40.00 = 60.00 " + bob).hasSize(2);
        assertThat(statement(bob)).startsWith("GIFT 40.00 = 40.01 " + ann).hasSize(2);
    }

    private static OperationView settled(OperationId operation) {
        String path = "/v1/operations/" + operation + "?area=trading";
        Awaitility.await(path)
                .atMost(RunningProcessor.BOUND)
                .until(() -> PROCESSOR.send("GET", path).statusCode() == 200);
        return PROCESSOR.get(path, new TypeReference<>() {});
    }

    private static AccountId player(String name, int partition, String usd) {
        AccountId account = inPartition(name, partition);
        PROCESSOR.settle(open("open", account, "g" + account.toString().substring(0, 18), Money.of("USD", usd)));
        return account;
    }

    /** An account that nobody has yet, whose records go to a partition. */
    private static AccountId inPartition(String name, int partition) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> account(name + partition + "-" + i))
                .filter(id -> Utils.toPositive(Utils.murmur2(id.toString().getBytes(StandardCharsets.UTF_8)))
                                % RunningProcessor.PARTITIONS
                        == partition)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> statement(AccountId account) {
        Listing<TransferView> page =
                PROCESSOR.get("/v1/accounts/" + account + "/transfers?limit=50", new TypeReference<>() {});
        return page.items().stream()
                .map(line -> line.kind() + " " + line.amount() + " = " + line.after() + " " + line.counterparty()
                        + (line.message() == null ? "" : " " + line.message())
                        + (line.reason() == null ? "" : " " + line.reason()))
                .toList();
    }

    private static String json(String path, String pointer) {
        return PROCESSOR.json(path).at(pointer).asString();
    }
}
