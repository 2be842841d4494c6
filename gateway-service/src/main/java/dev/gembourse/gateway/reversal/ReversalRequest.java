package dev.gembourse.gateway.reversal;

import dev.gembourse.events.value.Note;

/** Says why an operation is to be taken back. */
record ReversalRequest(Note reason) {}
