package dev.gembourse.gateway.token;

import java.util.UUID;

/** Knows which users an admin keeps out, whoever else says that they are users. */
public interface KeptOut {

    boolean isKeptOut(UUID userId);
}
