package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Reads a section of the settings into a record: component {@code maxInFlight} from key {@code
 * max-in-flight}, a component that is a record from the section of its name. Bounds are checked by
 * the record itself.
 *
 * <p>Besides text, numbers, truth values and durations a component may be a {@link Path}; an {@link
 * Optional} path, empty when the text is blank; an enum, whose words are its constants in lower
 * case with hyphens; a {@link List} of text or whole numbers separated by commas; or a {@link
 * SortedMap} of paths by name, {@code name = path} separated by commas.
 */
public final class SectionReader {
  private final Config all;

  private SectionReader(Config all) {
    this.all = all;
  }

  /**
   * The section {@code section} of {@code all} as a {@code type}.
   *
   * @param section full name, such as {@code aria.run}, which messages begin with
   * @throws IllegalArgumentException when a value is not one that the record takes
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static <R extends Record> R read(Config all, String section, Class<R> type) {
    return read(all, section, type, Map.of());
  }

  /**
   * Like {@link #read(Config, String, Class)}.
   *
   * @param given components that the section does not hold as they are, by name
   */
  static <R extends Record> R read(
      Config all, String section, Class<R> type, Map<String, Object> given) {
    return new SectionReader(all).read(section, type, given);
  }

  /** Word of {@code constant} in the settings: {@code focus}, {@code film-mlp}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <R extends Record> R read(String section, Class<R> type, Map<String, Object> given) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(
                component ->
                    given.containsKey(component.getName())
                        ? given.get(component.getName())
                        : value(section + "." + key(component.getName()), component))
            .toArray();
    return made(type, components, values);
  }

  /** {@code max-in-flight} of {@code maxInFlight}. */
  private static String key(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private Object value(String key, RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isRecord()) {
      return read(key, type.asSubclass(Record.class), Map.of());
    }
    if (type.isEnum()) {
      return constant(key, type);
    }
    if (type == Optional.class) {
      return Optional.of(all.getString(key)).filter(text -> !text.isBlank()).map(Path::of);
    }
    if (type == SortedMap.class) {
      return NamedPaths.of(key, all.getString(key));
    }
    if (type == List.class) {
      return list(key, component.getGenericType());
    }
    return single(key, type);
  }

  private Object single(String key, Class<?> type) {
    if (type == String.class) {
      return all.getString(key);
    } else if (type == int.class) {
      return all.getInt(key);
    } else if (type == long.class) {
      return all.getLong(key);
    } else if (type == double.class) {
      return all.getDouble(key);
    } else if (type == boolean.class) {
      return all.getBoolean(key);
    } else if (type == Duration.class) {
      return all.getDuration(key);
    } else if (type == Path.class) {
      return Path.of(all.getString(key));
    }
    throw new IllegalStateException("no setting can be a %s: %s".formatted(type, key));
  }

  private Object constant(String key, Class<?> type) {
    String text = all.getString(key);
    List<Enum<?>> constants =
        Stream.of(Objects.requireNonNull(type.getEnumConstants()))
            .<Enum<?>>map(Enum.class::cast)
            .toList();
    Bounds.oneOf(key, text, constants.stream().map(SectionReader::word).toArray(String[]::new));
    return constants.stream().filter(one -> word(one).equals(text)).findFirst().orElseThrow();
  }

  private List<?> list(String key, Type type) {
    String text = all.getString(key);
    List<String> parts =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    return ((ParameterizedType) type).getActualTypeArguments()[0] == Integer.class
        ? numbers(key, text, parts)
        : parts;
  }

  private static List<Integer> numbers(String key, String text, List<String> parts) {
    try {
      return parts.stream().map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s', must be whole numbers separated by commas".formatted(key, text), e);
    }
  }

  private static <R extends Record> R made(
      Class<R> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true); // a service's settings are nobody else's
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }
}
