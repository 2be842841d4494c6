package dev.gembourse.processor.query;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.TransferKind;
import dev.gembourse.processor.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which of an account's transfers are meant: of one unit or all, of one kind or all. */
record TransferFilter(@Nullable Unit unit, @Nullable TransferKind kind) {

    static TransferFilter of(@Nullable Unit unit, @Nullable String kind) {
        try {
            return new TransferFilter(unit, kind == null ? null : TransferKind.valueOf(kind));
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("kind", "expected one of " + Arrays.toString(TransferKind.values()));
        }
    }
}
