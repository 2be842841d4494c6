/**
 * What moved in an account and what it held when: as pages, as a file, and as balances of the past. Read
 * {@link dev.gembourse.gateway.statement.StatementController}. A file is put together page by page, so that neither service holds more
 * than a page of it and a caller who reads slowly holds nothing of the database.
 */
@NullMarked
package dev.gembourse.gateway.statement;

import org.jspecify.annotations.NullMarked;
