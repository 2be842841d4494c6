package dev.gembourse.peer.bare;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Binds {@link BareTopics} where there are any. */
@Configuration(proxyBeanMethods = false)
@Profile("bare")
@EnableConfigurationProperties(BareTopics.class)
class BareSettings {}
