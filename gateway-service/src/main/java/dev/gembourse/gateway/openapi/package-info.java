/**
 * The API's description: {@code /openapi.json}, {@code /openapi.yaml} and the pages at {@code /docs}. Made from the
 * controllers; read {@link dev.gembourse.gateway.openapi.Description} for what is added to them.
 */
@NullMarked
package dev.gembourse.gateway.openapi;

import org.jspecify.annotations.NullMarked;
