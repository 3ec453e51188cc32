package dev.aria.models.torchscript;

import dev.aria.core.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a {@link ScriptModule} as the archive that {@code torch.jit.save} would write (format
 * version 3): libtorch from 1.13 to 2.7.1 reads it. The same module always gives the same bytes.
 *
 * <p>Layout, from PyTorch's {@code torch/csrc/jit/serialization}: {@code data.pkl} the object tree,
 * {@code data/N} the storages, {@code code/__torch__.py} the classes, {@code constants.pkl} empty.
 */
public final class ScriptArchive {
  private final ScriptModule module;
  private final ModuleTree tree;
  private final List<String> storages;

  private ScriptArchive(ScriptModule module) {
    this.module = module;
    this.tree = ModuleTree.of(module);
    this.storages = module.tensors().stream().map(NamedTensor::name).toList();
  }

  /** Writes {@code module} to {@code out}, which stays open. */
  public static void write(ScriptModule module, OutputStream out) throws IOException {
    new ScriptArchive(module).writeTo(out);
  }

  /** Writes {@code module} to {@code file}, replacing what was there. */
  public static void write(ScriptModule module, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(module, out);
    }
  }

  private void writeTo(OutputStream out) throws IOException {
    AlignedZip zip = new AlignedZip(out);
    String root = module.name() + "/";
    zip.add(root + "data.pkl", ByteBuffer.wrap(objects()));
    zip.add(root + "code/__torch__.py", text(tree.source(module.methods())));
    for (int i = 0; i < module.tensors().size(); i++) {
      zip.add(root + "data/" + i, module.tensors().get(i).value().bytes());
    }
    zip.add(root + "constants.pkl", ByteBuffer.wrap(new Pickle().emptyTuple().end()));
    zip.add(root + "version", text("3\n"));
    zip.finish();
  }

  private static ByteBuffer text(String value) {
    return ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] objects() {
    Pickle pickle = new Pickle();
    object(pickle, tree);
    return pickle.end();
  }

  private void object(Pickle pickle, ModuleTree node) {
    pickle.global("__torch__", node.className()).beginObject();
    pickle.string("training").bool(true);
    node.tensors()
        .forEach(
            (name, tensor) -> {
              pickle.string(name);
              tensor(pickle, tensor);
            });
    node.children()
        .forEach(
            (name, child) -> {
              pickle.string(name);
              object(pickle, child);
            });
    pickle.endObject();
  }

  /** {@code torch._utils._rebuild_tensor_v2(storage, offset, sizes, strides, grad, hooks)}. */
  private void tensor(Pickle pickle, NamedTensor named) {
    Tensor value = named.value();
    pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().string("storage").global("torch", "FloatStorage");
    pickle.string(Integer.toString(storages.indexOf(named.name())));
    pickle.string("cpu").integer(value.size()).tuple().persistentId();
    pickle.integer(0).integers(value.shape()).integers(strides(value.shape()));
    pickle.bool(named.trainable());
    pickle.global("collections", "OrderedDict").emptyTuple().reduce();
    pickle.tuple().reduce();
  }

  private static List<Integer> strides(List<Integer> shape) {
    return IntStream.range(0, shape.size())
        .mapToObj(i -> shape.subList(i + 1, shape.size()).stream().reduce(1, Math::multiplyExact))
        .toList();
  }
}
