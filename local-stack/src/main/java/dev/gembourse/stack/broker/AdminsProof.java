package dev.gembourse.stack.broker;

import dev.gembourse.stack.access.KafkaUser;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SaslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/**
 * Tells the admin, whom a broker knows by its settings (PLAIN), from a user of the same name that is in its data (SCRAM), where
 * anybody may have put it while everybody got in. Runs in the broker.
 */
public final class AdminsProof extends DefaultKafkaPrincipalBuilder {
    /** Stands before the admin's name as {@code User} does before others'. */
    static final String TYPE = "Admin";

    public AdminsProof() {
        super(null, null); // no rules for names of Kerberos and TLS
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        var principal = super.build(context);
        return context instanceof SaslAuthenticationContext sasl
                        && sasl.server().getMechanismName().equals(KafkaUser.PLAIN)
                ? new KafkaPrincipal(TYPE, principal.getName())
                : principal;
    }
}
