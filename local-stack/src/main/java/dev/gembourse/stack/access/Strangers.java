package dev.gembourse.stack.access;

import static dev.gembourse.stack.access.AccessControl.entity;
import static dev.gembourse.stack.access.AccessControl.get;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaFilter;

/** What a broker's data says of others than those who are to get in, and of brokers: their settings stand in a file. */
final class Strangers {
    /** Kafka puts this one into the data of a new cluster, and lets nobody take it away. */
    private static final String KAFKAS_OWN = "min.insync.replicas";

    private final Admin admin;
    private final Set<String> known;
    private final Set<AclBinding> granted;

    Strangers(Admin admin, Map<KafkaUser, Rights> known) {
        this.admin = admin;
        this.known = known.keySet().stream().map(KafkaUser::name).collect(Collectors.toSet());
        this.granted = known.entrySet().stream()
                .flatMap(one -> one.getValue().grantedTo(one.getKey().name()).stream())
                .collect(Collectors.toSet());
    }

    /** Takes all of it away, rights first, and returns when the broker knows. */
    void expel() {
        get(admin.deleteAcls(rights().stream().map(AclBinding::toFilter).toList())
                .all());
        AccessControl.await("nobody else to have rights", () -> rights().isEmpty());
        deleteSettings();
        deleteCredentials();
        deleteLimits();
        AccessControl.await(
                "nobody else to be known",
                () -> rights().isEmpty() && credentials().isEmpty());
    }

    private Collection<AclBinding> rights() {
        return get(admin.describeAcls(AclBindingFilter.ANY).values()).stream()
                .filter(binding -> !granted.contains(binding))
                .toList();
    }

    private List<UserScramCredentialAlteration> credentials() {
        return get(admin.describeUserScramCredentials().all()).values().stream()
                .flatMap(user -> user.credentialInfos().stream()
                        .filter(info -> !known.contains(user.name())
                                || !info.mechanism().mechanismName().equals(KafkaUser.SCRAM))
                        .map(info -> (UserScramCredentialAlteration)
                                new UserScramCredentialDeletion(user.name(), info.mechanism())))
                .toList();
    }

    private void deleteCredentials() {
        var found = credentials();
        if (!found.isEmpty()) {
            get(admin.alterUserScramCredentials(found).all());
        }
    }

    private void deleteLimits() {
        var found = get(admin.describeClientQuotas(ClientQuotaFilter.all()).entities()).entrySet().stream()
                .filter(limited ->
                        known.stream().noneMatch(user -> limited.getKey().equals(entity(user))))
                .map(limited -> new ClientQuotaAlteration(
                        limited.getKey(),
                        limited.getValue().keySet().stream()
                                .map(limit -> new ClientQuotaAlteration.Op(limit, null))
                                .toList()))
                .toList();
        if (!found.isEmpty()) {
            get(admin.alterClientQuotas(found).all());
        }
    }

    /** We give brokers none that are kept in their data; those that are could name other listeners' users and mechanisms. */
    private void deleteSettings() {
        var brokers = get(admin.describeCluster().nodes()).stream()
                .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                .collect(Collectors.toSet());
        brokers.add(new ConfigResource(ConfigResource.Type.BROKER, ""));
        var found = get(admin.describeConfigs(brokers).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        broker -> broker.getValue().entries().stream()
                                .filter(entry -> isKeptFor(broker.getKey(), entry))
                                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.DELETE))
                                .collect(Collectors.<AlterConfigOp>toList())));
        found.values().removeIf(Collection::isEmpty);
        if (!found.isEmpty()) {
            get(admin.incrementalAlterConfigs(Map.copyOf(found)).all());
        }
    }

    private static boolean isKeptFor(ConfigResource broker, ConfigEntry entry) {
        return !entry.name().equals(KAFKAS_OWN)
                && entry.source()
                        == (broker.isDefault()
                                ? ConfigEntry.ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG
                                : ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG);
    }
}
