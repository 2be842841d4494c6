/**
 * Following a topic: every instance reads all of its partitions, without a consumer group and without committing anything.
 * Read {@link dev.gembourse.follow.TopicFollower}. State that is kept this way is a cache: it is rebuilt at every start. What
 * all services need about threads is here as well: {@link dev.gembourse.follow.DeadThreads} and {@link
 * dev.gembourse.follow.Deadlines}.
 */
@NullMarked
package dev.gembourse.follow;

import org.jspecify.annotations.NullMarked;
