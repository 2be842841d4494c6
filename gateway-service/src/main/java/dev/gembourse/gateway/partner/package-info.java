/**
 * Partners: services of others that write to Kafka for accounts they were granted. {@link dev.gembourse.gateway.partner.Relay} reads
 * their topics and publishes as commands what they may ask for; what it does not relay stands in quarantine. Who is a partner, and what
 * owners of accounts permit, is in the gateway's database, whose single writers are the controllers here.
 */
@NullMarked
package dev.gembourse.gateway.partner;

import org.jspecify.annotations.NullMarked;
