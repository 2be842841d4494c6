package dev.gembourse.processor.account;

import dev.gembourse.events.value.Username;

/** Which names can be given to a new account. */
@FunctionalInterface
public interface Usernames {

    boolean isFree(Username name);
}
