package dev.aria.models.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The switches of libtorch ({@code at::Context}) that DJL has no call for, reached by their C++
 * names: {@link TorchEngine} lets one version of libtorch in, which fixes them. They hold for the
 * whole process.
 */
final class LibtorchContext {
  /** RTLD_LAZY without RTLD_GLOBAL: what libtorch exports must not get into other libraries. */
  private static final int OPEN_LAZY = 1;

  private static final String CURRENT = "_ZN2at13globalContextEv";
  private static final String SET_DETERMINISTIC = "_ZN2at7Context21setDeterministicCuDNNEb";
  private static final String DETERMINISTIC = "_ZNK2at7Context18deterministicCuDNNEv";
  private static final String SET_ONEDNN = "_ZN2at7Context20setUserEnabledMkldnnEb";
  private static final String ONEDNN = "_ZNK2at7Context17userEnabledMkldnnEv";
  private static final String SET_NNPACK = "_ZN2at7Context20setUserEnabledNNPACKEb";

  private final NativeLibrary libtorch;
  private final Pointer context;

  private LibtorchContext(NativeLibrary libtorch) {
    this.libtorch = libtorch;
    this.context = libtorch.getFunction(CURRENT).invokePointer(new Object[0]);
    List.of(SET_DETERMINISTIC, DETERMINISTIC, SET_ONEDNN, ONEDNN, SET_NNPACK)
        .forEach(libtorch::getFunction);
  }

  /**
   * Of the libtorch that DJL has loaded.
   *
   * @throws EngineUnavailable when it has no such switches
   */
  static LibtorchContext loaded() {
    Path file = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    try {
      return new LibtorchContext(
          NativeLibrary.getInstance(file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, OPEN_LAZY)));
    } catch (UnsatisfiedLinkError e) {
      throw new EngineUnavailable(
          "%s has no switches for deterministic kernels, without which a student cannot be recovered exactly; use libtorch %s as PyTorch publishes it"
              .formatted(file, TorchEngine.VERSION),
          e);
    }
  }

  /**
   * Without it cuDNN may add the parts of a convolution's weight gradient in any order (seen on an
   * H200: no two of 60 gradients of a small U-Net were equal; docs/results/gpu.md).
   */
  void chooseDeterministicKernels() {
    set(SET_DETERMINISTIC, true);
  }

  boolean isDeterministic() {
    return get(DETERMINISTIC);
  }

  /**
   * Without it convolutions on a CPU go through oneDNN 3.7, some of whose kernels read memory that
   * nothing has written: where channels do not fill a vector, AVX2 and AVX-512 gave NaN or, now and
   * then and without a sign, another gradient (seen on an AMD EPYC 9005). NNPACK would take their
   * place by batch size and processor. What remains is one matrix product a convolution.
   */
  void chooseWrittenMemoryOnly() {
    set(SET_ONEDNN, false);
    set(SET_NNPACK, false);
  }

  boolean usesOneDnn() {
    return get(ONEDNN);
  }

  private void set(String setter, boolean value) {
    libtorch.getFunction(setter).invokeVoid(new Object[] {context, value ? 1 : 0});
  }

  private boolean get(String getter) {
    int register = libtorch.getFunction(getter).invokeInt(new Object[] {context});
    return (register & 0xff) != 0; // a C++ bool is one byte
  }
}
