/**
 * Accounts and what is in them: opening, deposits and withdrawals ({@link dev.gembourse.gateway.account.AccountController},
 * {@link dev.gembourse.gateway.account.FundsController}), wallets ({@link dev.gembourse.gateway.account.WalletController}), and reading their books
 * ({@link dev.gembourse.gateway.account.BooksController}).
 */
@NullMarked
package dev.gembourse.gateway.account;

import org.jspecify.annotations.NullMarked;
