package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.createWithBook;
import static dev.gembourse.processor.fixture.Players.bandOrder;
import static dev.gembourse.processor.fixture.Players.cancel;
import static dev.gembourse.processor.fixture.Players.limitOrder;
import static dev.gembourse.processor.fixture.Players.marketOrder;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.query.OrderSteps.await;
import static dev.gembourse.processor.query.OrderSteps.book;
import static dev.gembourse.processor.query.OrderSteps.create;
import static dev.gembourse.processor.query.OrderSteps.holding;
import static dev.gembourse.processor.query.OrderSteps.house;
import static dev.gembourse.processor.query.OrderSteps.id;
import static dev.gembourse.processor.query.OrderSteps.orders;
import static dev.gembourse.processor.query.OrderSteps.player;
import static dev.gembourse.processor.query.OrderSteps.position;
import static dev.gembourse.processor.query.OrderSteps.settle;
import static dev.gembourse.processor.query.OrderSteps.tick1;
import static dev.gembourse.processor.query.OrderSteps.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.view.BookView;
import dev.gembourse.events.view.FillView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.OrderView;
import org.junit.jupiter.api.Test;

/** Orders from the account to the book and back, by real servers. Each test has an asset and players of its own. */
class OrderTest {

    @Test
    void aBandIsFilledByWhatTicksOfferAtTheirPrice() {
        create("OB-BAND", "15", 0, 0);
        AccountId anna = player("band-anna", "3000");
        settle(bandOrder("buy", anna, Side.BUY, "OB-BAND", "100", "10", "20"));
        assertThat(wallet(anna).available()).isEqualTo("1000.00");
        assertThat(wallet(anna).held()).isEqualTo("2000.00");

        tick1("OB-BAND", "20.01", "50", 0);
        tick1("OB-BAND", "9.99", "50", 1);
        tick1("OB-BAND", "20", "0", 2);
        tick1("OB-BAND", "20", "50", 3);
        OrderView half = await(anna, "buy", order -> order.filled().signum() > 0);
        assertThat(half.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(half.filled()).isEqualTo("50");
        assertThat(half.held()).isEqualTo("1000");
        assertThat(wallet(anna).available()).isEqualTo("1000.00");

        tick1("OB-BAND", "10", "70", 4);
        OrderView full = await(anna, "buy", order -> order.status() == OrderStatus.FILLED);
        assertThat(full.fills())
                .extracting(FillView::price, FillView::quantity, FillView::liquidity)
                .hasToString("[(20, 50, MAKER), (10, 50, MAKER)]");
        assertThat(full.averagePrice()).isEqualByComparingTo("15");
        assertThat(full.held()).isEqualByComparingTo("0");
        assertThat(wallet(anna).available()).isEqualTo("1500.00");
        assertThat(wallet(anna).held()).isEqualByComparingTo("0");
        assertThat(position(anna, "OB-BAND").quantity()).isEqualTo("100");
        assertThat(position(anna, "OB-BAND").averageCost()).isEqualByComparingTo("15");
    }

    @Test
    void playersFillEachOtherAtThePriceOfWhoWaited() {
        create("OB-CROSS", "50", 10, 20);
        AccountId anna = player("cross-anna", "10000");
        AccountId ben = player("cross-ben", "10000");
        holding(anna, "OB-CROSS", "10", 0);
        settle(limitOrder("sell", anna, Side.SELL, "OB-CROSS", "10", "60"));
        assertThat(settle(limitOrder("again", anna, Side.SELL, "OB-CROSS", "1", "60"))
                        .reason())
                .isEqualTo("INSUFFICIENT_POSITION");

        settle(limitOrder("buy", ben, Side.BUY, "OB-CROSS", "4", "61"));
        OrderView bought = await(ben, "buy", order -> order.status() == OrderStatus.FILLED);
        OrderView sold = await(anna, "sell", order -> order.filled().signum() > 0);

        assertThat(bought.averagePrice()).isEqualByComparingTo("60");
        assertThat(bought.fees()).isEqualTo("0.48");
        assertThat(sold.fees()).isEqualTo("0.24");
        assertThat(sold.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(sold.open()).isEqualTo("6");
        assertThat(wallet(ben).available()).isEqualTo("9759.52");
        assertThat(wallet(ben).held()).isEqualByComparingTo("0");
        assertThat(position(ben, "OB-CROSS").quantity()).isEqualTo("4");
        assertThat(position(anna, "OB-CROSS").quantity()).isEqualTo("6");
        BookView book = book("OB-CROSS");
        assertThat(book.asks()).hasSize(1);
        assertThat(book.asks().getFirst().quantity()).isEqualTo("6");
        assertThat(book.bids()).isEmpty();
        assertThat(book.last()).hasToString("60");
    }

    @Test
    void whatIsCancelledIsAvailableAgain() {
        create("OB-CANCEL", "50", 0, 0);
        AccountId anna = player("cancel-anna", "100");
        settle(limitOrder("one", anna, Side.BUY, "OB-CANCEL", "1", "60"));
        assertThat(settle(limitOrder("two", anna, Side.BUY, "OB-CANCEL", "1", "60"))
                        .reason())
                .isEqualTo("INSUFFICIENT_CASH");
        settle(limitOrder("three", anna, Side.BUY, "OB-CANCEL", "1", "40"));

        assertThat(settle(cancel("cancel", anna, "one")).status()).isEqualTo(Status.SETTLED);
        OrderView one = await(anna, "one", order -> order.status() == OrderStatus.CANCELLED);
        assertThat(one.reason()).isEqualTo(EndReason.CANCELLED_BY_OWNER);
        assertThat(wallet(anna).available()).isEqualTo("60.00");
        assertThat(settle(cancel("again", anna, "one")).reason()).isEqualTo("ORDER_ENDED");
        assertThat(settle(cancel("other", anna, "none")).reason()).isEqualTo("ORDER_NOT_FOUND");

        settle(cancel("all", anna, null));
        await(anna, "three", order -> order.status() == OrderStatus.CANCELLED);
        assertThat(wallet(anna).available()).isEqualTo("100.00");
        Listing<OrderView> orders = orders(anna, "");
        assertThat(orders.items()).extracting(OrderView::orderId).containsExactly(id(anna, "three"), id(anna, "one"));
        Listing<OrderView> open = orders(anna, "?status=OPEN");
        assertThat(open.items()).isEmpty();
    }

    @Test
    void aMarketOrderTakesWhatThereIsAndNoMoreThanItsBudget() {
        create("OB-MARKET", "10", 0, 0);
        AccountId anna = player("market-anna", "1000");
        tick1("OB-MARKET", "10", "7.5", 0);
        settle(marketOrder("for", anna, Side.BUY, "OB-MARKET", null, "33.33"));
        OrderView budget = await(anna, "for", order -> order.reason() != null);
        assertThat(budget.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(budget.filled()).isEqualTo("3.33");
        assertThat(budget.paid()).isEqualTo("33.30");
        assertThat(wallet(anna).available()).isEqualTo("966.70");

        settle(marketOrder("much", anna, Side.BUY, "OB-MARKET", "10", null));
        OrderView rest = await(anna, "much", order -> order.reason() != null);
        assertThat(rest.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(rest.reason()).isEqualTo(EndReason.NOTHING_TO_TAKE);
        assertThat(rest.filled()).isEqualTo("4.17");
        assertThat(wallet(anna).available()).isEqualTo("925.00");
        assertThat(wallet(anna).held()).isEqualByComparingTo("0");
    }

    @Test
    void theVolumeOfALimitedAssetFollowsTheTrades() {
        settle(createWithBook("create", "OB-VOLUME", "10", new BookTerms(0, 0, true), "5"));
        AccountId anna = player("volume-anna", "1000");
        settle(marketOrder("buy", anna, Side.BUY, "OB-VOLUME", "4", null));
        await(anna, "buy", order -> order.status() == OrderStatus.FILLED);
        assertThat(house("OB-VOLUME")).isEqualTo("1");
        settle(marketOrder("more", anna, Side.BUY, "OB-VOLUME", "4", null));
        await(anna, "more", order -> order.status() == OrderStatus.CANCELLED);
        assertThat(book("OB-VOLUME").house()).isNull();
        settle(marketOrder("sell", anna, Side.SELL, "OB-VOLUME", "2", null));
        await(anna, "sell", order -> order.status() == OrderStatus.FILLED);
        assertThat(house("OB-VOLUME")).isEqualTo("2");
        assertThat(position(anna, "OB-VOLUME").quantity()).isEqualTo("3");
        assertThat(wallet(anna).available()).isEqualTo("970.00");
    }
}
