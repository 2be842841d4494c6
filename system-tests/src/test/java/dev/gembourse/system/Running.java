package dev.gembourse.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the running system, whose Kafka asks for credentials: started for the first of them, ended after the last. Tests
 * keep apart by names, and leave every part of it running.
 */
final class Running implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TheSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Running.class))
                .computeIfAbsent(TheSystem.class, type -> TheSystem.start(true), TheSystem.class);
    }
}
