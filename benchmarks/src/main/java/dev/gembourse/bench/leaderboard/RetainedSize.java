package dev.gembourse.bench.leaderboard;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sizes of object graphs as HotSpot lays them out on 64 bits with compressed references: whatever a root reaches, except
 * objects of the JDK's own classes, booked to the class that owns it. {@link Loaded#heapBytes} checks the sum.
 */
final class RetainedSize {

    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int REFERENCE = 4;
    private static final Map<Class<?>, Integer> PRIMITIVES = Map.of(
            boolean.class,
            1,
            byte.class,
            1,
            char.class,
            2,
            short.class,
            2,
            int.class,
            4,
            long.class,
            8,
            float.class,
            4,
            double.class,
            8);

    private final Set<String> owners;
    private final Map<String, Long> bytes = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Visit(Object object, String owner) {}

    private RetainedSize(Set<String> owners) {
        this.owners = owners;
    }

    /**
     * Bytes by owner: the simple names of the classes given; what belongs to none of them is booked to {@code ""}.
     *
     * @param owners whose objects are booked to them with all that only they reach
     */
    static Map<String, Long> of(Object root, Set<String> owners) {
        RetainedSize size = new RetainedSize(owners);
        size.walk(root);
        return size.bytes;
    }

    private void walk(Object root) {
        Deque<Visit> open = new ArrayDeque<>();
        open.add(new Visit(root, ""));
        while (!open.isEmpty()) {
            Visit visit = open.remove();
            Object object = visit.object();
            Class<?> type = object.getClass();
            if (!seen.add(object) || (!type.isArray() && type.getName().startsWith("java."))) {
                continue;
            }
            String owner = owners.contains(type.getSimpleName()) ? type.getSimpleName() : visit.owner();
            bytes.merge(owner, type.isArray() ? array(object, owner, open) : instance(object, owner, open), Long::sum);
        }
    }

    private static long array(Object array, String owner, Deque<Visit> open) {
        Class<?> element = array.getClass().getComponentType();
        if (!element.isPrimitive()) {
            for (Object member : (Object[]) array) {
                follow(member, owner, open);
            }
        }
        return aligned(ARRAY_HEADER + (long) Array.getLength(array) * width(element));
    }

    private static long instance(Object object, String owner, Deque<Visit> open) {
        long size = HEADER;
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    size += width(field.getType());
                    if (!field.getType().isPrimitive()) {
                        follow(value(field, object), owner, open);
                    }
                }
            }
        }
        return aligned(size);
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("expected to read " + field, e);
        }
    }

    private static void follow(Object object, String owner, Deque<Visit> open) {
        if (object != null) {
            open.add(new Visit(object, owner));
        }
    }

    private static int width(Class<?> type) {
        return PRIMITIVES.getOrDefault(type, REFERENCE);
    }

    private static long aligned(long size) {
        return (size + 7) / 8 * 8;
    }
}
