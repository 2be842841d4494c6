/**
 * The hops of a trade and nothing else, for {@code ./gembourse bench end-to-end} to measure beside ours: HTTP, a topic, a
 * transaction that keeps what was said, a topic, and the answer. Nothing is checked, decided or repeated. Begin with
 * {@link dev.gembourse.peer.bare.BareEdge}; {@link dev.gembourse.peer.bare.BareStore} is the other process.
 */
@NullMarked
package dev.gembourse.peer.bare;

import org.jspecify.annotations.NullMarked;
