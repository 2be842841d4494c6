package dev.gembourse.gateway.account;

import dev.gembourse.events.value.Username;
import org.jspecify.annotations.Nullable;

/** Asks for a new account, with an optional first deposit. */
record OpenAccountRequest(Username username, @Nullable FundsRequest initialDeposit) {}
