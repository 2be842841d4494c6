package dev.gembourse.gateway.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first admin. All are empty unless an operator sets them; none has a default.
 *
 * @param username their name
 * @param password used once, when there is no admin yet
 * @param keyId the id of an API key for the operator's tools, as in {@code gb_local}; empty for none
 * @param keySecret its secret
 * @param metricsKeyId the id of another that can do nothing but read, for whoever collects metrics; empty for none
 * @param metricsKeySecret its secret
 */
@ConfigurationProperties("gembourse.admin")
record AdminSettings(
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String keyId,
        @DefaultValue("") String keySecret,
        @DefaultValue("") String metricsKeyId,
        @DefaultValue("") String metricsKeySecret) {

    @Override
    public String toString() {
        return "AdminSettings[" + username + "]";
    }
}
