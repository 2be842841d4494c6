package dev.gembourse.gateway.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who may use a route of a controller. Where the path names an account as {@code {accountId}}, the rule is about that
 * account; a route whose account stands elsewhere asks {@link Caller#requireReach} itself. A route without a rule keeps the
 * gateway from starting.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {
    Rule value();
}
