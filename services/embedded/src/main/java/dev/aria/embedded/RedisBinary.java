package dev.aria.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** Where a redis-server that runs on this machine is: on the PATH, or inside a Maven jar. */
final class RedisBinary {
  private RedisBinary() {}

  /**
   * A redis-server that answers {@code --version}.
   *
   * @param extracted file to unpack the jar's binary to, where no other runs
   */
  static Path find(Path extracted) {
    return onPath()
        .filter(RedisBinary::runs)
        .or(() -> fromJar(extracted).filter(RedisBinary::runs))
        .orElseThrow(
            () ->
                new ServerNotStarted(
                    "no redis-server runs on this machine (%s %s): install one on the PATH or name one"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
  }

  /** Whether {@code server --version} ends well. */
  static boolean runs(Path server) {
    try {
      Process probe =
          new ProcessBuilder(server.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException notExecutable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The jar's binary for this system, unpacked; empty where the jar has none. */
  static Optional<Path> fromJar(Path extracted) {
    Optional<String> resource = resource();
    if (resource.isPresent() && !Files.isExecutable(extracted)) {
      unpack(resource.get(), extracted);
    }
    return resource.map(found -> extracted);
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<String> resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (os.startsWith("linux")) {
      return Optional.of(
          arm ? "/redis-server-6.2.7-linux-arm64" : "/redis-server-6.2.6-v5-linux-amd64");
    }
    return os.startsWith("mac")
        ? Optional.of("/redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"))
        : Optional.empty();
  }

  private static void unpack(String resource, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (InputStream in = RedisServer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ServerNotStarted("the embedded-redis jar does not hold " + resource);
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      if (!part.toFile().setExecutable(true)) {
        throw new ServerNotStarted(part + " cannot be made executable");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ServerNotStarted("cannot unpack redis-server to " + target, e);
    }
  }
}
