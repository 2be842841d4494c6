package dev.gembourse.gateway.account;

import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.PageView;
import java.util.List;

/** One page of accounts. */
record AccountPage(List<AccountView> items, PageView page) {
    AccountPage {
        items = List.copyOf(items);
    }
}
