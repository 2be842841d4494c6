package dev.gembourse.events.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Makes a record's component required on reading unless it is {@code @Nullable}: what the compiler believes, JSON must keep. */
final class NullabilityIntrospector extends JacksonAnnotationIntrospector {

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        RecordComponent component = componentOf(member);
        return component == null ? super.hasRequiredMarker(config, member) : Boolean.valueOf(!isNullable(component));
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        RecordComponent component = componentOf(member);
        return component == null || isNullable(component)
                ? super.findSetterInfo(config, member)
                : JsonSetter.Value.forValueNulls(Nulls.FAIL);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable RecordComponent componentOf(Annotated member) {
        if (member instanceof AnnotatedParameter parameter) {
            Class<?> owner = parameter.getDeclaringClass();
            RecordComponent[] components = owner.getRecordComponents();
            if (components != null && parameter.getOwner().getParameterCount() == components.length) {
                return components[parameter.getIndex()];
            }
        }
        return null;
    }
}
