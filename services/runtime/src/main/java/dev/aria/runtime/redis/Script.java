package dev.aria.runtime.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script, which Redis runs as one step. Sent by its digest, and whole where Redis has
 * forgotten it.
 */
final class Script {
  private final byte[] source;
  private final String digest;

  private Script(byte[] source) {
    this.source = source;
    this.digest = HexFormat.of().formatHex(sha1(source));
  }

  /** The script in the resource {@code name} beside this class, behind what all of them use. */
  static Script named(String name) {
    return new Script((text("prelude.lua") + text(name)).getBytes(UTF_8));
  }

  private static String text(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script that answers a number. */
  long number(RedisCommands<byte[], byte[]> redis, Arguments arguments) {
    return (Long) run(redis, ScriptOutputType.INTEGER, arguments);
  }

  /** Runs a script that answers a list of strings. */
  List<byte[]> strings(RedisCommands<byte[], byte[]> redis, Arguments arguments) {
    List<?> answer = (List<?>) run(redis, ScriptOutputType.MULTI, arguments);
    return answer.stream().map(byte[].class::cast).toList();
  }

  private Object run(
      RedisCommands<byte[], byte[]> redis, ScriptOutputType type, Arguments arguments) {
    byte[][] keys = arguments.keys().toArray(byte[][]::new);
    byte[][] values = arguments.values().toArray(byte[][]::new);
    try {
      return redis.evalsha(digest, type, keys, values);
    } catch (RedisNoScriptException forgotten) {
      return redis.eval(source, type, keys, values);
    }
  }

  /** KEYS and ARGV of a script. */
  record Arguments(List<byte[]> keys, List<byte[]> values) {
    /** Numbers and words go as text, bytes as they are. */
    static Arguments of(List<String> keys, Object... values) {
      return new Arguments(
          keys.stream().map(key -> key.getBytes(UTF_8)).toList(),
          java.util.Arrays.stream(values).map(Arguments::bytes).toList());
    }

    private static byte[] bytes(Object value) {
      return value instanceof byte[] raw ? raw : value.toString().getBytes(UTF_8);
    }
  }

  private static byte[] sha1(byte[] source) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(source);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
