// A file on its way to Python.

/**
 * A file's bytes as base64.
 * @param {File} file
 * @returns {Promise<string>}
 */
export const encoded = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
