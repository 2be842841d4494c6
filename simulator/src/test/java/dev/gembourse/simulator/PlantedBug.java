package dev.gembourse.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The engine with a bug in it: one of its sources is changed at one place, compiled, and run by a simulator that is loaded
 * anew around it. So production code needs no switch for it, and a bug can be planted wherever there is a line.
 */
final class PlantedBug {

    private static final Path SOURCES = Path.of("../exactly-once/src/main/java/dev/gembourse/exactlyonce");

    private final Class<?> simulation;

    /**
     * Plants a bug.
     *
     * @param source a class of the engine
     * @param right occurs in it once
     * @param wrong stands there instead
     */
    PlantedBug(String source, String right, String wrong, Path classes) throws Exception {
        String text = Files.readString(SOURCES.resolve(source + ".java"));
        int at = text.indexOf(right);
        if (at < 0 || text.indexOf(right, at + 1) >= 0) {
            throw new IllegalStateException(
                    "expected '" + right + "' once in " + source + "; is the engine another now?");
        }
        compile(source, text.replace(right, wrong), classes);
        this.simulation = new Anew(classes).loadClass(Simulation.class.getName());
    }

    /** What the simulator finds in the history of a seed; null when it finds nothing. */
    @Nullable
    String find(long seed) throws ReflectiveOperationException {
        var run = simulation.getDeclaredMethod("finding", long.class);
        run.setAccessible(true);
        return (String) run.invoke(null, seed);
    }

    private static void compile(String name, String text, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return text;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(said, null, null, options, null, List.of(source)).call()) {
            throw new IllegalStateException("the bug does not compile: " + said);
        }
    }

    /** Loads the engine, the stages and the simulator once more, with what was compiled in the place of the original. */
    private static final class Anew extends ClassLoader {

        private final Path classes;
        private final Map<String, Class<?>> loaded = new HashMap<>();

        Anew(Path classes) {
            super(PlantedBug.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected synchronized Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.gembourse.") || name.startsWith("dev.gembourse.events.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = loaded.get(name);
            if (known == null) {
                byte[] bytes = bytes(name.replace('.', '/') + ".class");
                known = defineClass(name, bytes, 0, bytes.length);
                loaded.put(name, known);
            }
            return known;
        }

        private byte[] bytes(String file) throws ClassNotFoundException {
            Path changed = classes.resolve(file);
            try (InputStream in = Files.exists(changed) ? Files.newInputStream(changed) : getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(file);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(file, e);
            }
        }
    }
}
