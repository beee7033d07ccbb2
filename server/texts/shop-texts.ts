import type { Language } from './language';

/** What the phone's checkout, receipts and orders say. `{name}` placeholders are replaced by the page. */
export interface ShopTexts {
  readonly direction: 'ltr' | 'rtl';
  readonly payTitle: string;
  readonly pieces: string;
  readonly anotherProduct: string;
  readonly add: string;
  readonly discount: string;
  readonly credit: string;
  readonly shipping: string;
  readonly tax: string;
  readonly total: string;
  readonly coupon: string;
  readonly useCoupon: string;
  readonly couponBad: string;
  readonly addressHeading: string;
  readonly fullName: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly next: string;
  readonly changeAddress: string;
  readonly goesTo: string;
  readonly pay: string;
  readonly orderFree: string;
  readonly payHint: string;
  readonly goOn: string;
  readonly goOnHint: string;
  readonly soldOut: string;
  readonly paidHeading: string;
  readonly paidHint: string;
  readonly refundedHeading: string;
  readonly receipt: string;
  readonly number: string;
  readonly day: string;
  readonly orders: string;
  readonly noOrders: string;
  readonly historyOver: string;
  readonly statusOpen: string;
  readonly statusFailed: string;
  readonly statusPaid: string;
  readonly statusRefunded: string;
  readonly deliveryWaiting: string;
  readonly deliveryPaid: string;
  readonly deliveryPacked: string;
  readonly deliverySent: string;
  readonly deliveryReturned: string;
  readonly deliveryCancelled: string;
  readonly deliveryShort: string;
  readonly sandboxNote: string;
}

/** {@link ShopTexts} per language. */
export const SHOP_TEXTS: Readonly<Record<Language, ShopTexts>> = {
  en: {
    direction: 'ltr', payTitle: 'Checkout', pieces: 'Pieces', anotherProduct: 'Another product', add: 'Add', discount: 'Discount', credit: 'Unused part of your plan', shipping: 'Shipping',
    tax: 'Tax contained ({country})', total: 'Total', coupon: 'Coupon', useCoupon: 'Use', couponBad: 'This coupon is not valid here.',
    addressHeading: 'Where should it go?', fullName: 'Full name', street: 'Street and number', postalCode: 'Postal code', city: 'City',
    country: 'Country', next: 'Continue', changeAddress: 'Change the address', goesTo: 'Goes to {address}', pay: 'Pay {amount}',
    orderFree: 'Order for free', payHint: 'You pay on the page of our payment provider. Your television goes on by itself.',
    goOn: 'Go on to the payment', goOnHint: 'The payment page opens by itself.', soldOut: 'Not enough pieces are left. Nothing was charged.',
    paidHeading: 'Paid', paidHint: 'Your television shows it in a moment. You can put your phone away.', refundedHeading: 'Refunded',
    receipt: 'Receipt', number: 'Order number', day: 'Date', orders: 'Orders', noOrders: 'There are no orders yet.',
    historyOver: 'This address is no longer valid. Get a new code on your television.', statusOpen: 'not paid', statusFailed: 'not paid',
    statusPaid: 'paid', statusRefunded: 'refunded', deliveryWaiting: 'waits for payment', deliveryPaid: 'is being packed', deliveryPacked: 'packed',
    deliverySent: 'sent', deliveryReturned: 'returned', deliveryCancelled: 'cancelled', deliveryShort: 'sold out, money goes back',
    sandboxNote: 'Trial mode: no real money moves.',
  },
  de: {
    direction: 'ltr', payTitle: 'Kasse', pieces: 'Stück', anotherProduct: 'Weiteres Produkt', add: 'Hinzufügen', discount: 'Rabatt', credit: 'Ungenutzter Rest deines Tarifs', shipping: 'Versand',
    tax: 'Enthaltene Steuer ({country})', total: 'Summe', coupon: 'Gutschein', useCoupon: 'Einlösen', couponBad: 'Dieser Gutschein gilt hier nicht.',
    addressHeading: 'Wohin soll es gehen?', fullName: 'Vor- und Nachname', street: 'Straße und Hausnummer', postalCode: 'Postleitzahl', city: 'Ort',
    country: 'Land', next: 'Weiter', changeAddress: 'Adresse ändern', goesTo: 'Geht an {address}', pay: '{amount} bezahlen',
    orderFree: 'Kostenlos bestellen', payHint: 'Du bezahlst auf der Seite unseres Zahlungsdienstes. Der Fernseher macht von selbst weiter.',
    goOn: 'Weiter zur Zahlung', goOnHint: 'Die Zahlungsseite öffnet sich von selbst.',
    soldOut: 'Es sind nicht genug Stück übrig. Nichts wurde berechnet.', paidHeading: 'Bezahlt',
    paidHint: 'Der Fernseher zeigt es gleich. Du kannst das Handy weglegen.', refundedHeading: 'Erstattet', receipt: 'Beleg', number: 'Bestellnummer',
    day: 'Datum', orders: 'Bestellungen', noOrders: 'Es gibt noch keine Bestellungen.',
    historyOver: 'Diese Adresse gilt nicht mehr. Hol dir am Fernseher einen neuen Code.', statusOpen: 'nicht bezahlt', statusFailed: 'nicht bezahlt',
    statusPaid: 'bezahlt', statusRefunded: 'erstattet', deliveryWaiting: 'wartet auf Zahlung', deliveryPaid: 'wird gepackt',
    deliveryPacked: 'gepackt', deliverySent: 'versandt', deliveryReturned: 'zurückgeschickt', deliveryCancelled: 'storniert',
    deliveryShort: 'ausverkauft, das Geld geht zurück', sandboxNote: 'Probebetrieb: Es fließt kein echtes Geld.',
  },
  fr: {
    direction: 'ltr', payTitle: 'Paiement', pieces: 'Pièces', anotherProduct: 'Autre article', add: 'Ajouter', discount: 'Remise', credit: 'Part inutilisée de votre formule', shipping: 'Livraison',
    tax: 'Taxe comprise ({country})', total: 'Total', coupon: 'Code promo', useCoupon: 'Utiliser', couponBad: 'Ce code promo n’est pas valable ici.',
    addressHeading: 'Où faut-il l’envoyer ?', fullName: 'Prénom et nom', street: 'Rue et numéro', postalCode: 'Code postal', city: 'Ville',
    country: 'Pays', next: 'Continuer', changeAddress: 'Changer l’adresse', goesTo: 'Envoi à {address}', pay: 'Payer {amount}',
    orderFree: 'Commander gratuitement', payHint: 'Vous payez sur la page de notre prestataire de paiement. Le téléviseur continue tout seul.',
    goOn: 'Passer au paiement', goOnHint: 'La page de paiement s’ouvre toute seule.',
    soldOut: 'Il ne reste pas assez de pièces. Rien n’a été débité.', paidHeading: 'Payé',
    paidHint: 'Votre téléviseur l’affiche dans un instant. Vous pouvez ranger votre téléphone.', refundedHeading: 'Remboursé', receipt: 'Reçu',
    number: 'Numéro de commande', day: 'Date', orders: 'Commandes', noOrders: 'Il n’y a pas encore de commandes.',
    historyOver: 'Cette adresse n’est plus valable. Prenez un nouveau code sur votre téléviseur.', statusOpen: 'non payé', statusFailed: 'non payé',
    statusPaid: 'payé', statusRefunded: 'remboursé', deliveryWaiting: 'attend le paiement', deliveryPaid: 'en préparation', deliveryPacked: 'emballé',
    deliverySent: 'envoyé', deliveryReturned: 'retourné', deliveryCancelled: 'annulé', deliveryShort: 'épuisé, l’argent est rendu',
    sandboxNote: 'Mode d’essai : aucun argent réel ne circule.',
  },
  es: {
    direction: 'ltr', payTitle: 'Pago', pieces: 'Unidades', anotherProduct: 'Otro producto', add: 'Añadir', discount: 'Descuento', credit: 'Parte no usada de tu plan', shipping: 'Envío',
    tax: 'Impuesto incluido ({country})', total: 'Total', coupon: 'Cupón', useCoupon: 'Usar', couponBad: 'Este cupón no es válido aquí.',
    addressHeading: '¿Adónde lo enviamos?', fullName: 'Nombre completo', street: 'Calle y número', postalCode: 'Código postal', city: 'Ciudad',
    country: 'País', next: 'Continuar', changeAddress: 'Cambiar la dirección', goesTo: 'Se envía a {address}', pay: 'Pagar {amount}',
    orderFree: 'Pedir gratis', payHint: 'Pagas en la página de nuestro proveedor de pagos. El televisor sigue solo.', goOn: 'Ir al pago',
    goOnHint: 'La página de pago se abre sola.', soldOut: 'No quedan unidades suficientes. No se ha cobrado nada.', paidHeading: 'Pagado',
    paidHint: 'Tu televisor lo muestra en un momento. Puedes guardar el teléfono.', refundedHeading: 'Reembolsado', receipt: 'Recibo',
    number: 'Número de pedido', day: 'Fecha', orders: 'Pedidos', noOrders: 'Todavía no hay pedidos.',
    historyOver: 'Esta dirección ya no es válida. Pide un código nuevo en el televisor.', statusOpen: 'sin pagar', statusFailed: 'sin pagar',
    statusPaid: 'pagado', statusRefunded: 'reembolsado', deliveryWaiting: 'espera el pago', deliveryPaid: 'en preparación',
    deliveryPacked: 'empaquetado', deliverySent: 'enviado', deliveryReturned: 'devuelto', deliveryCancelled: 'cancelado',
    deliveryShort: 'agotado, se devuelve el dinero', sandboxNote: 'Modo de prueba: no se mueve dinero real.',
  },
  it: {
    direction: 'ltr', payTitle: 'Pagamento', pieces: 'Pezzi', anotherProduct: 'Altro prodotto', add: 'Aggiungi', discount: 'Sconto', credit: 'Parte non usata del tuo piano', shipping: 'Spedizione',
    tax: 'Imposta inclusa ({country})', total: 'Totale', coupon: 'Buono', useCoupon: 'Usa', couponBad: 'Questo buono qui non è valido.',
    addressHeading: 'Dove lo spediamo?', fullName: 'Nome e cognome', street: 'Via e numero', postalCode: 'CAP', city: 'Città', country: 'Paese',
    next: 'Continua', changeAddress: 'Cambia indirizzo', goesTo: 'Spedito a {address}', pay: 'Paga {amount}', orderFree: 'Ordina gratis',
    payHint: 'Paghi sulla pagina del nostro servizio di pagamento. Il televisore prosegue da solo.', goOn: 'Vai al pagamento',
    goOnHint: 'La pagina di pagamento si apre da sola.', soldOut: 'Non restano pezzi a sufficienza. Non è stato addebitato nulla.',
    paidHeading: 'Pagato', paidHint: 'Il televisore lo mostra fra un attimo. Puoi mettere via il telefono.', refundedHeading: 'Rimborsato',
    receipt: 'Ricevuta', number: 'Numero d’ordine', day: 'Data', orders: 'Ordini', noOrders: 'Non ci sono ancora ordini.',
    historyOver: 'Questo indirizzo non è più valido. Prendi un nuovo codice sul televisore.', statusOpen: 'non pagato', statusFailed: 'non pagato',
    statusPaid: 'pagato', statusRefunded: 'rimborsato', deliveryWaiting: 'in attesa di pagamento', deliveryPaid: 'in preparazione',
    deliveryPacked: 'imballato', deliverySent: 'spedito', deliveryReturned: 'restituito', deliveryCancelled: 'annullato',
    deliveryShort: 'esaurito, il denaro torna indietro', sandboxNote: 'Modalità di prova: non si muove denaro vero.',
  },
  pt: {
    direction: 'ltr', payTitle: 'Pagamento', pieces: 'Unidades', anotherProduct: 'Outro produto', add: 'Adicionar', discount: 'Desconto', credit: 'Parte não usada do seu plano', shipping: 'Envio',
    tax: 'Imposto incluído ({country})', total: 'Total', coupon: 'Cupom', useCoupon: 'Usar', couponBad: 'Este cupom não é válido aqui.',
    addressHeading: 'Para onde enviamos?', fullName: 'Nome completo', street: 'Rua e número', postalCode: 'Código postal', city: 'Cidade',
    country: 'País', next: 'Continuar', changeAddress: 'Mudar o endereço', goesTo: 'Enviado para {address}', pay: 'Pagar {amount}',
    orderFree: 'Encomendar grátis', payHint: 'Você paga na página do nosso serviço de pagamento. A televisão continua sozinha.',
    goOn: 'Ir para o pagamento', goOnHint: 'A página de pagamento abre sozinha.', soldOut: 'Não restam unidades suficientes. Nada foi cobrado.',
    paidHeading: 'Pago', paidHint: 'A televisão mostra num instante. Pode guardar o telefone.', refundedHeading: 'Reembolsado', receipt: 'Recibo',
    number: 'Número do pedido', day: 'Data', orders: 'Pedidos', noOrders: 'Ainda não há pedidos.',
    historyOver: 'Este endereço já não é válido. Obtenha um novo código na televisão.', statusOpen: 'não pago', statusFailed: 'não pago',
    statusPaid: 'pago', statusRefunded: 'reembolsado', deliveryWaiting: 'aguarda pagamento', deliveryPaid: 'em preparação',
    deliveryPacked: 'embalado', deliverySent: 'enviado', deliveryReturned: 'devolvido', deliveryCancelled: 'cancelado',
    deliveryShort: 'esgotado, o dinheiro é devolvido', sandboxNote: 'Modo de teste: nenhum dinheiro real é movimentado.',
  },
  pl: {
    direction: 'ltr', payTitle: 'Płatność', pieces: 'Sztuki', anotherProduct: 'Kolejny produkt', add: 'Dodaj', discount: 'Rabat', credit: 'Niewykorzystana część planu', shipping: 'Wysyłka',
    tax: 'Zawarty podatek ({country})', total: 'Razem', coupon: 'Kupon', useCoupon: 'Użyj', couponBad: 'Ten kupon tu nie działa.',
    addressHeading: 'Dokąd wysłać?', fullName: 'Imię i nazwisko', street: 'Ulica i numer', postalCode: 'Kod pocztowy', city: 'Miejscowość',
    country: 'Kraj', next: 'Dalej', changeAddress: 'Zmień adres', goesTo: 'Wysyłka na adres: {address}', pay: 'Zapłać {amount}',
    orderFree: 'Zamów bezpłatnie', payHint: 'Płacisz na stronie naszego operatora płatności. Telewizor sam przejdzie dalej.',
    goOn: 'Przejdź do płatności', goOnHint: 'Strona płatności otworzy się sama.', soldOut: 'Nie ma już dość sztuk. Nic nie zostało pobrane.',
    paidHeading: 'Zapłacono', paidHint: 'Telewizor zaraz to pokaże. Możesz odłożyć telefon.', refundedHeading: 'Zwrócono', receipt: 'Pokwitowanie',
    number: 'Numer zamówienia', day: 'Data', orders: 'Zamówienia', noOrders: 'Nie ma jeszcze zamówień.',
    historyOver: 'Ten adres już nie działa. Pobierz nowy kod na telewizorze.', statusOpen: 'niezapłacone', statusFailed: 'niezapłacone',
    statusPaid: 'zapłacone', statusRefunded: 'zwrócone', deliveryWaiting: 'czeka na płatność', deliveryPaid: 'w przygotowaniu',
    deliveryPacked: 'spakowane', deliverySent: 'wysłane', deliveryReturned: 'odesłane', deliveryCancelled: 'anulowane',
    deliveryShort: 'wyprzedane, pieniądze wracają', sandboxNote: 'Tryb próbny: prawdziwe pieniądze nie są pobierane.',
  },
  tr: {
    direction: 'ltr', payTitle: 'Ödeme', pieces: 'Adet', anotherProduct: 'Başka ürün', add: 'Ekle', discount: 'İndirim', credit: 'Planının kullanılmayan bölümü', shipping: 'Kargo',
    tax: 'Dahil vergi ({country})', total: 'Toplam', coupon: 'Kupon', useCoupon: 'Kullan', couponBad: 'Bu kupon burada geçerli değil.',
    addressHeading: 'Nereye gönderelim?', fullName: 'Ad soyad', street: 'Sokak ve numara', postalCode: 'Posta kodu', city: 'Şehir', country: 'Ülke',
    next: 'Devam', changeAddress: 'Adresi değiştir', goesTo: 'Gideceği yer: {address}', pay: '{amount} öde', orderFree: 'Ücretsiz sipariş ver',
    payHint: 'Ödeme, ödeme hizmetimizin sayfasında yapılır. Televizyon kendiliğinden devam eder.', goOn: 'Ödemeye geç',
    goOnHint: 'Ödeme sayfası kendiliğinden açılır.', soldOut: 'Yeterli adet kalmadı. Hiçbir ücret alınmadı.', paidHeading: 'Ödendi',
    paidHint: 'Televizyonun birazdan gösterir. Telefonu bırakabilirsin.', refundedHeading: 'İade edildi', receipt: 'Makbuz',
    number: 'Sipariş numarası', day: 'Tarih', orders: 'Siparişler', noOrders: 'Henüz sipariş yok.',
    historyOver: 'Bu adres artık geçerli değil. Televizyondan yeni bir kod al.', statusOpen: 'ödenmedi', statusFailed: 'ödenmedi',
    statusPaid: 'ödendi', statusRefunded: 'iade edildi', deliveryWaiting: 'ödeme bekliyor', deliveryPaid: 'hazırlanıyor',
    deliveryPacked: 'paketlendi', deliverySent: 'gönderildi', deliveryReturned: 'geri geldi', deliveryCancelled: 'iptal edildi',
    deliveryShort: 'tükendi, para geri gider', sandboxNote: 'Deneme modu: gerçek para hareket etmez.',
  },
  ru: {
    direction: 'ltr', payTitle: 'Оплата', pieces: 'Штук', anotherProduct: 'Ещё товар', add: 'Добавить', discount: 'Скидка', credit: 'Неиспользованная часть тарифа', shipping: 'Доставка',
    tax: 'Включённый налог ({country})', total: 'Итого', coupon: 'Купон', useCoupon: 'Применить', couponBad: 'Этот купон здесь не действует.',
    addressHeading: 'Куда отправить?', fullName: 'Имя и фамилия', street: 'Улица и дом', postalCode: 'Почтовый индекс', city: 'Город',
    country: 'Страна', next: 'Далее', changeAddress: 'Изменить адрес', goesTo: 'Доставка: {address}', pay: 'Оплатить {amount}',
    orderFree: 'Заказать бесплатно', payHint: 'Вы платите на странице нашего платёжного сервиса. Телевизор продолжит сам.', goOn: 'Перейти к оплате',
    goOnHint: 'Страница оплаты откроется сама.', soldOut: 'Столько штук не осталось. Ничего не списано.', paidHeading: 'Оплачено',
    paidHint: 'Телевизор сейчас это покажет. Телефон можно убрать.', refundedHeading: 'Деньги возвращены', receipt: 'Чек', number: 'Номер заказа',
    day: 'Дата', orders: 'Заказы', noOrders: 'Заказов пока нет.', historyOver: 'Этот адрес больше не действует. Получите новый код на телевизоре.',
    statusOpen: 'не оплачено', statusFailed: 'не оплачено', statusPaid: 'оплачено', statusRefunded: 'возвращено', deliveryWaiting: 'ждёт оплаты',
    deliveryPaid: 'собирается', deliveryPacked: 'упаковано', deliverySent: 'отправлено', deliveryReturned: 'вернулось', deliveryCancelled: 'отменено',
    deliveryShort: 'распродано, деньги вернутся', sandboxNote: 'Пробный режим: настоящие деньги не списываются.',
  },
  ar: {
    direction: 'rtl', payTitle: 'الدفع', pieces: 'القطع', anotherProduct: 'منتج آخر', add: 'إضافة', discount: 'الخصم', credit: 'الجزء غير المستخدم من باقتك', shipping: 'الشحن',
    tax: 'الضريبة المشمولة ({country})', total: 'المجموع', coupon: 'القسيمة', useCoupon: 'استخدام', couponBad: 'هذه القسيمة غير صالحة هنا.',
    addressHeading: 'إلى أين نرسلها؟', fullName: 'الاسم الكامل', street: 'الشارع والرقم', postalCode: 'الرمز البريدي', city: 'المدينة',
    country: 'البلد', next: 'متابعة', changeAddress: 'تغيير العنوان', goesTo: 'يُرسل إلى {address}', pay: 'ادفع {amount}', orderFree: 'اطلب مجانًا',
    payHint: 'تدفع في صفحة مزوّد الدفع لدينا، ويتابع التلفاز وحده.', goOn: 'المتابعة إلى الدفع', goOnHint: 'تُفتح صفحة الدفع وحدها.',
    soldOut: 'لم يبقَ ما يكفي من القطع. لم يُخصم شيء.', paidHeading: 'تم الدفع', paidHint: 'سيعرض تلفازك ذلك بعد لحظة. يمكنك وضع الهاتف جانبًا.',
    refundedHeading: 'أُعيد المبلغ', receipt: 'إيصال', number: 'رقم الطلب', day: 'التاريخ', orders: 'الطلبات', noOrders: 'لا توجد طلبات بعد.',
    historyOver: 'لم يعد هذا العنوان صالحًا. احصل على رمز جديد من تلفازك.', statusOpen: 'غير مدفوع', statusFailed: 'غير مدفوع', statusPaid: 'مدفوع',
    statusRefunded: 'أُعيد المبلغ', deliveryWaiting: 'بانتظار الدفع', deliveryPaid: 'قيد التجهيز', deliveryPacked: 'تم التغليف',
    deliverySent: 'تم الإرسال', deliveryReturned: 'تمت الإعادة', deliveryCancelled: 'أُلغي', deliveryShort: 'نفدت الكمية، يُعاد المبلغ',
    sandboxNote: 'وضع تجريبي: لا تُنقل أموال حقيقية.',
  },
  hi: {
    direction: 'ltr', payTitle: 'भुगतान', pieces: 'संख्या', anotherProduct: 'एक और उत्पाद', add: 'जोड़ें', discount: 'छूट', credit: 'आपके प्लान का बचा हिस्सा', shipping: 'डिलीवरी',
    tax: 'शामिल कर ({country})', total: 'कुल', coupon: 'कूपन', useCoupon: 'लगाएँ', couponBad: 'यह कूपन यहाँ मान्य नहीं है।',
    addressHeading: 'इसे कहाँ भेजें?', fullName: 'पूरा नाम', street: 'गली और मकान संख्या', postalCode: 'पिन कोड', city: 'शहर', country: 'देश',
    next: 'आगे बढ़ें', changeAddress: 'पता बदलें', goesTo: 'यहाँ जाएगा: {address}', pay: '{amount} चुकाएँ', orderFree: 'मुफ़्त में ऑर्डर करें',
    payHint: 'भुगतान हमारी भुगतान सेवा के पेज पर होता है। टीवी अपने आप आगे बढ़ेगा।', goOn: 'भुगतान पर जाएँ',
    goOnHint: 'भुगतान का पेज अपने आप खुलेगा।', soldOut: 'इतनी संख्या में नहीं बचा। कोई पैसा नहीं कटा।', paidHeading: 'भुगतान हो गया',
    paidHint: 'आपका टीवी अभी दिखाएगा। आप फ़ोन रख सकते हैं।', refundedHeading: 'पैसा लौटाया गया', receipt: 'रसीद', number: 'ऑर्डर संख्या',
    day: 'तारीख', orders: 'ऑर्डर', noOrders: 'अभी कोई ऑर्डर नहीं है।', historyOver: 'यह पता अब मान्य नहीं है। टीवी पर नया कोड लें।',
    statusOpen: 'भुगतान नहीं हुआ', statusFailed: 'भुगतान नहीं हुआ', statusPaid: 'भुगतान हुआ', statusRefunded: 'पैसा लौटाया गया',
    deliveryWaiting: 'भुगतान की प्रतीक्षा', deliveryPaid: 'तैयार हो रहा है', deliveryPacked: 'पैक हो गया', deliverySent: 'भेज दिया गया',
    deliveryReturned: 'लौटाया गया', deliveryCancelled: 'रद्द', deliveryShort: 'समाप्त, पैसा लौटेगा', sandboxNote: 'परीक्षण: असली पैसा नहीं लगता।',
  },
  zh: {
    direction: 'ltr', payTitle: '付款', pieces: '件数', anotherProduct: '其他商品', add: '添加', discount: '优惠', credit: '套餐未用部分', shipping: '运费', tax: '含税（{country}）', total: '合计',
    coupon: '优惠券', useCoupon: '使用', couponBad: '此优惠券在此无效。', addressHeading: '寄到哪里？', fullName: '姓名', street: '街道和门牌号', postalCode: '邮政编码', city: '城市',
    country: '国家/地区', next: '继续', changeAddress: '更改地址', goesTo: '寄往 {address}', pay: '支付 {amount}', orderFree: '免费下单',
    payHint: '您将在支付服务商的页面付款，电视会自动继续。', goOn: '前往付款', goOnHint: '付款页面会自动打开。', soldOut: '剩余数量不足，未扣款。', paidHeading: '已付款', paidHint: '电视马上会显示。可以收起手机了。',
    refundedHeading: '已退款', receipt: '收据', number: '订单号', day: '日期', orders: '订单', noOrders: '还没有订单。', historyOver: '此地址已失效。请在电视上获取新的代码。',
    statusOpen: '未付款', statusFailed: '未付款', statusPaid: '已付款', statusRefunded: '已退款', deliveryWaiting: '等待付款', deliveryPaid: '备货中',
    deliveryPacked: '已打包', deliverySent: '已寄出', deliveryReturned: '已退回', deliveryCancelled: '已取消', deliveryShort: '已售罄，款项将退回',
    sandboxNote: '试用模式：不会动用真钱。',
  },
};
