package dev.aria.cli.data;

import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.PairedSetCheck;
import dev.aria.runtime.pairs.PairedSetManifest;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria data check}: reads a paired set whole and holds it against its digests. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Read all of a paired set and compare it with its SHA-256 digests. Exit code 1 when a "
            + "shard is damaged.")
public final class DataCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PAIRS", description = "Folder, or file, of the paired set.")
  private Path pairs;

  @Override
  public Integer call() {
    List<String> flaws = new ArrayList<>();
    AtomicLong read = new AtomicLong();
    PrintWriter out = spec.commandLine().getOut();
    try (BytesBar bar = new BytesBar("check", bytes(), spec.commandLine().getErr())) {
      PairedSetCheck.of(pairs, bytes -> bar.at(read.addAndGet(bytes), ""), flaws::add);
    }
    flaws.forEach(out::println);
    out.printf(flaws.isEmpty() ? "%s is whole%n" : "%s is damaged%n", pairs);
    return flaws.isEmpty() ? 0 : 1;
  }

  private long bytes() {
    if (!Files.isDirectory(pairs)) {
      return 0;
    }
    return PairedSetManifest.read(pairs).shards().stream().mapToLong(PairShard::bytes).sum();
  }
}
