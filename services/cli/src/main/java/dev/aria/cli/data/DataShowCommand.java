package dev.aria.cli.data;

import dev.aria.data.making.TeacherModels;
import dev.aria.data.sheet.ContactSheet;
import dev.aria.data.sheet.SetNumbers;
import dev.aria.models.codec.LatentCodec;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.ShardedPairs;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria data show}: a paired set in numbers, and as a sheet of pictures. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Print what a paired set holds; write a sheet of its pictures with --out.")
public final class DataShowCommand implements Callable<Integer> {
  private static final int COLUMNS = 8;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PAIRS", description = "Folder of the paired set.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "Sheet to write; it needs --teacher, whose codec decodes the latents.")
  private Optional<Path> out;

  @Option(names = "--teacher", paramLabel = "FOLDER", description = "Folder of the teacher.")
  private Optional<Path> teacher;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "32",
      description = "Pairs on the sheet (default: ${DEFAULT-VALUE}).")
  private int count;

  @Override
  public Integer call() {
    if (out.isPresent() && teacher.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--out needs --teacher");
    }
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "%s is no folder; name a set of aria data pairs".formatted(folder));
    }
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1, got " + count);
    }
    try (ShardedPairs pairs = ShardedPairs.open(folder)) {
      print(pairs);
      out.ifPresent(file -> writeSheet(pairs, file));
    }
    return 0;
  }

  private void print(ShardedPairs pairs) {
    PairedSetManifest manifest = pairs.manifest();
    PairLayout layout = manifest.layout();
    SetNumbers numbers = SetNumbers.of(folder, manifest);
    PrintWriter to = spec.commandLine().getOut();
    to.printf("pairs       %d with %d captions%n", manifest.pairs(), manifest.captions());
    to.printf(
        "latents     %s %s, mean %.4f, deviation %.4f%n",
        layout.latentShape(), layout.latentType(), numbers.latentMean(), numbers.latentDeviation());
    to.printf("conditions  %s FLOAT32%n", layout.conditionShape());
    to.printf(
        "regions     %s%n",
        layout.regionDimension() == 0
            ? "by the conditions"
            : "by vectors of %d".formatted(layout.regionDimension()));
    to.printf("shards      %d%n", manifest.shards().size());
    to.printf("digest      %s%n", pairs.digest());
    to.printf("rejected    %d of %d items%n", manifest.rejected(), manifest.items());
    new TreeMap<>(numbers.rejected()).forEach((what, n) -> to.printf("  %6d  %s%n", n, what));
  }

  private void writeSheet(ShardedPairs pairs, Path file) {
    List<Integer> ids = ContactSheet.shown(pairs.size(), count);
    try (LatentCodec codec = TeacherModels.openCodec(teacher.orElseThrow())) {
      new ContactSheet(codec, COLUMNS).write(pairs, ids, file);
    }
    PrintWriter to = spec.commandLine().getOut();
    to.printf("sheet       %s, %d in a row:%n", file, COLUMNS);
    ids.forEach(id -> to.printf("  %6d  %s%n", id, pairs.text(id)));
  }
}
